// What a script of an action is given; docs/actions.md tells how an editor is told of it.

/** The default export of a script: the caller's values in, the results by name out. */
export type Script = (args: Args, tools: Tools) => Results | Promise<Results>;

/** The action's `arguments`, in canonical form (a day is `2026-11-30`, an amount `12.50`); without those not given. */
export type Args = Readonly<Record<string, string>>;

/** What the action's `result` takes its values from, by JSONPath. */
export type Results = Record<string, unknown> | void;

export interface Tools {
  /** The action's `apis`, by name. Nothing else can be reached. */
  readonly api: Readonly<Record<string, Api>>;
  readonly call: {
    /** Parley's id of the call, in its logs and records. */
    readonly id: string;
    /** The same in every attempt at what the caller wants; null for what only reads. Sent with every request. */
    readonly idempotencyKey: string | null;
  };
  /** Writes to the server's log, at level debug: callers' values do not belong into logs. */
  log(...what: unknown[]): void;
  /** The answer is no: `{reason}` in the action's `refused` sentence. It is logged: no values of callers in it. */
  refuse(reason: string): never;
  /** It did not work and nothing was done; it is tried again by the action's `retries`. Logged as well. */
  retry(reason: string): never;
}

export interface Api {
  get(path: string, options?: Options): Promise<Answer>;
  post(path: string, options?: Options): Promise<Answer>;
  put(path: string, options?: Options): Promise<Answer>;
  patch(path: string, options?: Options): Promise<Answer>;
  delete(path: string, options?: Options): Promise<Answer>;
}

export interface Options {
  /** Added to the address, encoded; null leaves one out. */
  query?: Record<string, string | number | boolean | null>;
  headers?: Record<string, string>;
  /** The body, as JSON. */
  json?: unknown;
  /** The body, as text. */
  text?: string;
}

/** Whatever was answered, a 404 or a redirection too; where nothing was, the promise is rejected. */
export interface Answer {
  readonly status: number;
  /** 200 to 299. */
  readonly ok: boolean;
  readonly text: string;
  /** The body parsed; throws where it is no JSON. */
  readonly json: any;
}
