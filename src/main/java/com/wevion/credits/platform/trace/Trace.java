package com.wevion.credits.platform.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A piece of work in a trace. What begins while it is done is a part of it. Without a collector nothing is kept, and the trace of a caller
 * is still passed on. Thread-safe.
 */
public final class Trace {
    /** The header and the property of messages that carry a trace. */
    public static final String TRACEPARENT = "traceparent";

    private static final String NAME = "com.wevion.credits";
    private static final W3CTraceContextPropagator PROPAGATOR = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
            return carrier.get(key);
        }
    };

    /** Null without a collector. */
    private static volatile Tracer tracer;

    /**
     * A piece of work that may fail.
     *
     * @param <T> its result
     * @param <E> thrown by it
     */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        /** Does it. */
        T run() throws E;
    }

    /** A place in a trace, by which other threads go on with it. */
    public static final class Place {
        private final SpanContext span;

        private Place(SpanContext span) {
            this.span = span;
        }

        private boolean isThere() {
            return span.isValid();
        }
    }

    private final Span span;
    private final About about;
    private final Context context;

    private Trace(Span span, About about) {
        this.span = span;
        this.about = about;
        this.context = Context.root().with(span).with(About.KEY, about);
    }

    /** Has all that begins from now on kept by this. */
    static void keepBy(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer(NAME);
    }

    /** Begins a part of the current piece of work. */
    public static Trace begin(String name) {
        return begin(name, SpanKind.INTERNAL);
    }

    /** Begins a question to another system, as a part of the current piece of work. */
    public static Trace ask(String name) {
        return begin(name, SpanKind.CLIENT);
    }

    private static Trace begin(String name, SpanKind kind) {
        return new Trace(start(name, kind, Context.current(), List.of()), About.current());
    }

    /**
     * Begins the answer to a request, in the trace of its caller if that names one.
     *
     * @param traceparent null for none; one that is malformed counts as none
     * @param tracestate null for none
     */
    public static Trace answer(String name, String traceparent, String tracestate) {
        return continued(name, SpanKind.SERVER, traceparent, tracestate);
    }

    /** Begins the work on a message, in the trace that it carries; null for none. */
    public static Trace take(String name, String traceparent) {
        return continued(name, SpanKind.CONSUMER, traceparent, null);
    }

    /** Begins to send a message that was kept with a trace; null for none. */
    public static Trace send(String name, String traceparent) {
        return continued(name, SpanKind.PRODUCER, traceparent, null);
    }

    private static Trace continued(String name, SpanKind kind, String traceparent, String tracestate) {
        Context parent = Context.root();
        if (traceparent != null) {
            Map<String, String> carrier = tracestate == null
                    ? Map.of(TRACEPARENT, traceparent)
                    : Map.of(TRACEPARENT, traceparent, "tracestate", tracestate);
            parent = PROPAGATOR.extract(parent, carrier, GETTER);
        }
        return new Trace(start(name, kind, parent, List.of()), new About());
    }

    /** Begins work that is nobody's part. */
    public static Trace alone(String name) {
        return new Trace(start(name, SpanKind.INTERNAL, Context.root(), List.of()), new About());
    }

    /** Begins work that is in no trace. */
    public static Trace untraced() {
        return new Trace(Span.getInvalid(), new About());
    }

    /** Begins work for several at once: a part of the first one's trace, with links to the others. */
    public static Trace together(String name, Collection<Place> places) {
        List<SpanContext> spans =
                places.stream().filter(Place::isThere).map(place -> place.span).toList();
        Context parent = spans.isEmpty() ? Context.root() : Context.root().with(Span.wrap(spans.get(0)));
        List<SpanContext> others = spans.isEmpty() ? spans : spans.subList(1, spans.size());
        return new Trace(start(name, SpanKind.INTERNAL, parent, others), new About());
    }

    /** Does this piece of work, and ends it; one that throws has failed. */
    @SuppressWarnings("try") // the scope ends with the block
    public <T, E extends Exception> T in(Work<T, E> work) throws E {
        try (Scope scope = context.makeCurrent()) {
            return work.run();
        } catch (Exception e) {
            failed(e.getClass().getSimpleName());
            throw e;
        } finally {
            end();
        }
    }

    /** Without a collector it stands for the place that it is a part of. */
    private static Span start(String name, SpanKind kind, Context parent, List<SpanContext> links) {
        Tracer its = tracer;
        if (its == null) {
            return Span.wrap(Span.fromContext(parent).getSpanContext());
        }
        SpanBuilder builder = its.spanBuilder(name).setSpanKind(kind).setParent(parent);
        links.forEach(builder::addLink);
        return builder.startSpan();
    }

    /** The current place. */
    public static Place here() {
        return new Place(Span.current().getSpanContext());
    }

    /** The id of the current trace; null outside of any. */
    public static String id() {
        return idOf(Span.current());
    }

    private static String idOf(Span span) {
        SpanContext place = span.getSpanContext();
        return place.isValid() ? place.getTraceId() : null;
    }

    /** The current place as others are told of it; null outside of any trace. */
    public static String parent() {
        Map<String, String> carrier = new HashMap<>();
        PROPAGATOR.inject(Context.current(), carrier, Map::put);
        return carrier.get(TRACEPARENT);
    }

    /** Notes the team and the message or job that the current work is about; null for what is not known. */
    public static void about(UUID team, UUID work) {
        About.current().add(team, work);
    }

    /** Notes the same of this piece of work. */
    void isAbout(UUID team, UUID work) {
        about.add(team, work);
    }

    /** Notes something about this piece of work. */
    public Trace with(String key, String value) {
        span.setAttribute(key, value);
        return this;
    }

    /** Notes a number about this piece of work. */
    public Trace with(String key, long value) {
        span.setAttribute(key, value);
        return this;
    }

    /** Gives it another name, once that is known. */
    void rename(String name) {
        span.updateName(name);
    }

    /** Notes that it has failed. */
    void failed(String why) {
        span.setStatus(StatusCode.ERROR, why);
    }

    /** The id of its trace; null outside of any. */
    String traceId() {
        return idOf(span);
    }

    /** For a thread that does a part of it. */
    Context context() {
        return context;
    }

    /** Ends it, on whichever thread; again, nothing happens. */
    void end() {
        note("credits.team", about.team());
        note("credits.work", about.work());
        span.end();
    }

    private void note(String key, UUID id) {
        if (id != null) {
            span.setAttribute(key, id.toString());
        }
    }
}
