package io.orra.json;

import jakarta.json.bind.JsonbException;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Type;

/** Text is JSON text and nothing that a database can't keep: no NUL, no half of a surrogate pair. */
class StrictText implements JsonbDeserializer<String> {

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context, Type type) {
        String text = StrictValues.text(parser);
        for (int i = 0; text != null && i < text.length(); i++) {
            char sign = text.charAt(i);
            boolean pair = Character.isHighSurrogate(sign)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (sign == 0 || Character.isSurrogate(sign) && !pair) {
                throw new JsonbException("a text holds a sign that is not allowed");
            }
            if (pair) {
                i++;
            }
        }
        return text;
    }
}
