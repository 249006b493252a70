package com.wevion.credits.operations;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * SIGTERM. The JDK has one way to handle it, {@code sun.misc.Signal} of the module jdk.unsupported, which compilers do not want
 * named; so it is found by its name.
 */
final class TerminationSignal {
    private final Object signal;
    private final Object before;
    private final Class<?> handlerType;

    /**
     * Runs the task at each signal from now on, in a thread of the Java machine.
     *
     * @throws IllegalStateException if this Java machine does not hand signals on, as with {@code -Xrs}
     */
    TerminationSignal(Runnable task) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        try {
            handlerType = Class.forName("sun.misc.SignalHandler");
            signal = Class.forName("sun.misc.Signal")
                    .getConstructor(String.class)
                    .newInstance("TERM");
            before = handle(Proxy.newProxyInstance(
                    TerminationSignal.class.getClassLoader(),
                    new Class<?>[] {handlerType},
                    (proxy, method, arguments) -> {
                        if (method.getDeclaringClass() != handlerType) {
                            return method.invoke(this, arguments);
                        }
                        // A new thread for each signal, which in the full server belongs to no application.
                        Thread.currentThread().setContextClassLoader(application);
                        task.run();
                        return null;
                    }));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(reason(e), e);
        }
    }

    /** Ends the Java machine, as it would have done by itself. */
    void pass() {
        try {
            handlerType.getMethod("handle", signal.getClass()).invoke(before, signal);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(reason(e), e);
        }
    }

    /** Restores the handler from before. */
    void forget() {
        try {
            handle(before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(reason(e), e);
        }
    }

    private Object handle(Object handler) throws ReflectiveOperationException {
        Method handle = signal.getClass().getMethod("handle", signal.getClass(), handlerType);
        return handle.invoke(null, signal, handler);
    }

    private static String reason(ReflectiveOperationException failure) {
        return failure instanceof InvocationTargetException thrown
                ? String.valueOf(thrown.getCause())
                : failure.toString();
    }
}
