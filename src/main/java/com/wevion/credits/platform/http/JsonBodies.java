package com.wevion.credits.platform.http;

import com.wevion.credits.platform.Malformed;
import com.wevion.credits.platform.UnsupportedMediaType;
import com.wevion.credits.platform.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Reads and writes the bodies of the API as {@link Json}, in UTF-8 and nothing else. */
@Provider
@ApplicationScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class JsonBodies implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
    /** Raw bodies stay with the providers of the server. */
    private static final Set<Class<?>> RAW = Set.of(String.class, byte[].class);

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return isJson(media) && !RAW.contains(type) && !InputStream.class.isAssignableFrom(type);
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        String charset = media.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "UTF-8");
        if (media.isWildcardType() || media.isWildcardSubtype() || !charset.equalsIgnoreCase("UTF-8")) {
            throw new UnsupportedMediaType("The body must be JSON in UTF-8.");
        }
        return Json.read(utf8(body.readAllBytes()), generic);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return isJson(media) && !RAW.contains(type) && !type.getName().startsWith("jakarta.");
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        body.write(Json.mapper().writeValueAsBytes(value));
    }

    private static boolean isJson(MediaType media) {
        return MediaType.APPLICATION_JSON_TYPE.isCompatible(media);
    }

    /** A decoder of its own, because Java's usual ones replace what is no UTF-8 instead of refusing it. */
    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("The body is not valid UTF-8.");
        }
    }
}
