package com.wevion.credits.invoice.format.parquet;

import com.wevion.credits.invoice.format.FileRefused;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Calls of the library. */
final class Reflected {
    private static final int LONGEST_REASON = 200;

    private Reflected() {}

    static Class<?> type(ClassLoader jars, String name) {
        try {
            return Class.forName(name, true, jars);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new FileRefused("the file is Parquet, and the library that reads it is not in its folder");
        }
    }

    /** The answer of a method without parameters. */
    static Object call(Object of, String name) {
        try {
            return of.getClass().getMethod(name).invoke(of);
        } catch (ReflectiveOperationException e) {
            throw refusal(e);
        }
    }

    /** The answer of the static method that takes a file and these other parameters. */
    static Object call(Class<?> type, String name, Object... parameters) {
        try {
            Method method = Arrays.stream(type.getMethods())
                    .filter(each -> each.getName().equals(name)
                            && each.getParameterCount() == parameters.length
                            && each.getParameterTypes()[0] == File.class)
                    .findFirst()
                    .orElseThrow(() -> new NoSuchMethodException(name));
            return method.invoke(null, parameters);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw refusal(e);
        }
    }

    /** The refusal of a file that the library cannot read. */
    static FileRefused refusal(Throwable failure) {
        Throwable cause = failure instanceof InvocationTargetException ? failure.getCause() : failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String reason = String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}", " ");
        return new FileRefused(
                "the Parquet file cannot be read: " + reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
    }
}
