package io.parley.server.metrics;

import io.parley.actions.ActionObserver;
import io.parley.actions.ActionResult;
import io.parley.actions.ActionsCounter;
import io.parley.actions.ActionsCounters;
import io.parley.agent.Termination;
import io.parley.agent.dictation.DictationCounter;
import io.parley.agent.dictation.DictationCounters;
import io.parley.agent.ear.EarTimes;
import io.parley.agent.voice.VoiceCounter;
import io.parley.agent.voice.VoiceCounters;
import io.parley.media.MediaCounter;
import io.parley.media.MediaCounters;
import io.parley.media.RtpStats;
import io.parley.sip.RegistrationStatus;
import io.parley.sip.SipCounter;
import io.parley.sip.SipCounters;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.exporter.common.TextFormat;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Everything that {@code /metrics} shows. Written by any thread. */
public final class Metrics {
    private static final double[] LATENCIES = {.05, .1, .15, .2, .25, .3, .35, .4, .45, .5, .6, .7, .8, 1, 1.5, 2, 3, 5
    };
    private static final double[] WORK = {.0001, .00025, .0005, .001, .0025, .005, .01, .02, .04, .08, .16, .5};
    private static final double[] ACTIONS = {.01, .025, .05, .1, .25, .5, .7, 1, 2, 3, 5, 10, 30, 60};
    private static final double[] MOS = {1, 2, 2.5, 3, 3.5, 3.8, 4, 4.1, 4.2, 4.3, 4.4, 4.5};
    private static final double[] JITTER = {.001, .002, .005, .01, .02, .03, .05, .1, .2};
    private static final double[] LOSS = {0, .001, .005, .01, .02, .03, .05, .1, .2, .5};

    private final CollectorRegistry registry = new CollectorRegistry(true);

    private final Counter calls = Counter.build("parley_calls", "Calls that ended, by how they ended.")
            .labelNames("agent", "result", "termination")
            .register(registry);
    private final Counter unknown = Counter.build("parley_calls_unknown_number", "Calls to numbers that no agent has.")
            .register(registry);
    private final Counter refused = Counter.build(
                    "parley_calls_refused_load", "Calls refused because lanes, media or memory had no room for them.")
            .register(registry);
    private final Gauge live =
            Gauge.build("parley_calls_live", "Calls under way.").register(registry);
    private final Counter events = Counter.build("parley_call_events", "What happened in calls.")
            .labelNames("event")
            .register(registry);
    private final Histogram setup = seconds("parley_call_setup", "From the INVITE's admission to the ACK.", LATENCIES);
    private final Histogram earToEar = seconds(
            "parley_ear_to_ear", "From the caller's last sound, as received, to the reply, as sent.", LATENCIES);
    private final Histogram bargeIn = seconds(
            "parley_barge_in_stop",
            "From the caller's onset over the agent's speech to the agent's silence.",
            LATENCIES);
    private final Histogram vad = seconds("parley_vad", "One run of the voice activity detector over its batch.", WORK);
    private final Histogram ear = seconds("parley_ear", "One run of the ear over its batch.", WORK);
    private final Histogram search = seconds("parley_search", "The grammar searches after one run of the ear.", WORK);
    private final Histogram look = seconds("parley_look", "One look ahead in a pause over its batch.", WORK);
    private final Counter earFailures = Counter.build(
                    "parley_ear_failures", "Times that a model or the search failed on one call's audio.")
            .register(registry);
    private final Histogram batch = Histogram.build("parley_ear_batch_calls", "Calls in one run of the ear.")
            .buckets(1, 2, 4, 8, 16, 32, 64)
            .register(registry);
    private final Histogram queue = Histogram.build("parley_lane_queue_seconds", "How long jobs waited for their lane.")
            .labelNames("lane")
            .buckets(WORK)
            .register(registry);
    private final Histogram actions = Histogram.build(
                    "parley_action_seconds", "From an action's start to its result, retries included.")
            .labelNames("action", "outcome")
            .buckets(ACTIONS)
            .register(registry);
    private final Histogram mos = Histogram.build("parley_call_mos", "Estimated opinion score of a call (G.107).")
            .buckets(MOS)
            .register(registry);
    private final Histogram jitter = seconds("parley_call_jitter", "Interarrival jitter at a call's end.", JITTER);
    private final Histogram roundTrip =
            seconds("parley_call_round_trip", "Round trip by RTCP at a call's end.", JITTER);
    private final Histogram loss = Histogram.build(
                    "parley_call_loss_ratio", "Share of a call's packets that were lost.")
            .buckets(LOSS)
            .register(registry);
    private final Counter concealed = Counter.build(
                    "parley_call_frames_concealed", "Frames of 20 ms made up in calls that ended.")
            .register(registry);

    private final Counter reloads = Counter.build(
                    "parley_agents_reloads",
                    "Times that agents' files were read again, and taken or refused because they were wrong.")
            .labelNames("result")
            .register(registry);

    private final Gauge stale = Gauge.build(
                    "parley_agents_stale",
                    "1 while the agents' files are wrong, so that what was read before is served, else 0.")
            .register(registry);

    public Metrics() {
        DefaultExports.register(registry);
    }

    private Histogram seconds(String name, String help, double... buckets) {
        return Histogram.build(name + "_seconds", help).buckets(buckets).register(registry);
    }

    /** Forgets how long the models took so far: while they warm up they are slow, and queues are long on purpose. */
    public void forgetWork() {
        List.of(vad, ear, search, look, batch, queue).forEach(Histogram::clear);
    }

    public void callStarted() {
        live.inc();
    }

    public void callAnswered(double seconds) {
        setup.observe(seconds);
    }

    public void callEnded(String agent, Termination why) {
        live.dec();
        calls.labels(agent, why.result().name().toLowerCase(Locale.ROOT), why.toString())
                .inc();
    }

    /** A call of an earlier process, which was killed. */
    public void callLost(String agent) {
        Termination lost = Termination.lost();
        calls.labels(agent, lost.result().name().toLowerCase(Locale.ROOT), lost.toString())
                .inc();
    }

    /** @param taken not refused: what they say is served */
    public void reloaded(boolean taken) {
        reloads.labels(taken ? "taken" : "refused").inc();
        stale.set(taken ? 0 : 1);
    }

    public void unknownNumber() {
        unknown.inc();
    }

    public void refusedByLoad() {
        refused.inc();
    }

    /** The media of a call that ended. */
    public void media(RtpStats stats) {
        mos.observe(stats.mos());
        jitter.observe(stats.jitterMillis() / 1e3);
        if (stats.roundTripMillis() >= 0) {
            roundTrip.observe(stats.roundTripMillis() / 1e3);
        }
        long expected = stats.packetsReceived() + stats.packetsLost();
        loss.observe(expected == 0 ? 0 : (double) stats.packetsLost() / expected);
        concealed.inc(stats.concealedFrames());
    }

    public void event(String name) {
        events.labels(name).inc();
    }

    public void earToEar(double millis) {
        earToEar.observe(millis / 1e3);
    }

    public void bargeInStop(double millis) {
        bargeIn.observe(millis / 1e3);
    }

    /** @param nanos how long a job waited */
    public void queued(String lane, long nanos) {
        queue.labels(lane).observe(nanos / 1e9);
    }

    public void gauge(String name, String help, DoubleSupplier value) {
        Gauge.build(name, help)
                .create()
                .setChild(new Gauge.Child() {
                    @Override
                    public double get() {
                        return value.getAsDouble();
                    }
                })
                .register(registry);
    }

    /** Shows what the SIP gateway counts. */
    public void show(SipCounters counters) {
        registry.register(new CounterFamilies<>(
                "parley_sip_", SipCounter.values(), SipCounter::help, counter -> false, counters::get));
    }

    /** Shows how it stands with the trunks that we register with. */
    public void show(Supplier<List<RegistrationStatus>> registrations) {
        registry.register(new TrunkFamilies(registrations));
    }

    /** Shows what the media engine counts. */
    public void show(MediaCounters counters) {
        registry.register(new CounterFamilies<>(
                "parley_media_", MediaCounter.values(), MediaCounter::sentence, counter -> false, counters::get));
    }

    /** Shows what the action bus and the store count. */
    public void show(ActionsCounters counters) {
        registry.register(new CounterFamilies<>(
                "parley_actions_",
                ActionsCounter.values(),
                ActionsCounter::sentence,
                counter -> counter.kind() == ActionsCounter.Kind.GAUGE,
                counters::get));
    }

    /** Shows what the voices of all lanes count. */
    public void show(VoiceCounters counters) {
        registry.register(new CounterFamilies<>(
                "parley_voice_", VoiceCounter.values(), VoiceCounter::help, counter -> false, counters::get));
    }

    /** Shows what taking callers down counts. */
    public void show(DictationCounters counters) {
        registry.register(new CounterFamilies<>(
                "parley_dictation_",
                DictationCounter.values(),
                DictationCounter::help,
                counter -> false,
                counters::get));
    }

    public EarTimes earTimes() {
        return new EarTimes() {
            @Override
            public void vad(long nanos, int calls) {
                vad.observe(nanos / 1e9);
            }

            @Override
            public void ear(long nanos, int calls) {
                ear.observe(nanos / 1e9);
                batch.observe(calls);
            }

            @Override
            public void search(long nanos, int calls) {
                search.observe(nanos / 1e9);
            }

            @Override
            public void look(long nanos, int calls) {
                look.observe(nanos / 1e9);
            }

            @Override
            public void failed() {
                earFailures.inc();
            }
        };
    }

    public ActionObserver actionTimes() {
        return new ActionObserver() {
            @Override
            public void finished(String action, ActionResult result, long nanos) {
                String outcome = result.getClass().getSimpleName().toLowerCase(Locale.ROOT);
                actions.labels(action, outcome).observe(nanos / 1e9);
            }
        };
    }

    /** All of it in Prometheus' text format 0.0.4. */
    public String text() {
        StringWriter text = new StringWriter();
        try {
            TextFormat.write004(text, registry.metricFamilySamples());
        } catch (java.io.IOException e) {
            throw new UncheckedIOException("a string takes whatever is written", e);
        }
        return text.toString();
    }
}
