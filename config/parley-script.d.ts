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
  readonly call: Call;
  /** What the agent's scripts remember from call to call, where the action's file has `store`. */
  readonly store: Store;
  /** Writes to the server's log, at level debug: callers' values do not belong into logs. */
  log(...what: unknown[]): void;
  /** The answer is no: `{reason}` in the action's `refused` sentence. It is logged: no values of callers in it. */
  refuse(reason: string): never;
  /** It did not work and nothing was done; it is tried again by the action's `retries`. Logged as well. */
  retry(reason: string): never;
}

/**
 * What is known of the call, and what is to follow in it. Values but `id` and `idempotencyKey` are there where the file's
 * `arguments` name them (`call.caller`) and the call has them; the far end writes them, and only `asserted` says who somebody
 * is.
 */
export interface Call {
  /** Parley's id of the call, in its logs and records. */
  readonly id: string;
  /** The same in every attempt at what the caller wants; null for what only reads. Sent with every request. */
  readonly idempotencyKey: string | null;
  /** In which values are said to this caller, such as `en-US`. */
  readonly language?: string;
  /** What was dialled. */
  readonly number?: string;
  /** Who calls, as the caller's side says. */
  readonly caller?: string;
  /** The caller's number as the network has checked it. */
  readonly asserted?: string;
  readonly "diverted-from"?: string;
  readonly "first-dialled"?: string;
  readonly "diversion-reason"?: string;
  readonly reason?: string;
  readonly "user-to-user"?: string;
  readonly "referred-by"?: string;
  readonly [header: `header.${string}`]: string | undefined;
  /** Told when the script has ended well, in order, before the task's `tell`. Five texts of 500 characters at most. */
  say(text: string): void;
  /** Puts the caller through when everything is told: to one of the file's `transfers`, else this throws. */
  transfer(target: string): void;
  /** Says goodbye and ends the call when everything is told. */
  end(): void;
}

export interface Store {
  /** What is kept under a key; null where nothing is, or no longer. */
  get(key: string): Promise<any>;
  /**
   * Keeps a value (4,096 characters as JSON) under a key (200 characters) for `keep` seconds, a number
   * above 0; left out, or longer, as long as the file says. Rejected where the store is full.
   */
  put(key: string, value: unknown, options?: { keep?: number }): Promise<void>;
  delete(key: string): Promise<void>;
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
