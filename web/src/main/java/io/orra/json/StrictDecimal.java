package io.orra.json;

import jakarta.json.bind.JsonbException;
import jakarta.json.bind.serializer.DeserializationContext;
import jakarta.json.bind.serializer.JsonbDeserializer;
import jakarta.json.stream.JsonParser;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** A number of at most 40 signs, or, as the original takes it, a text that holds one. */
class StrictDecimal implements JsonbDeserializer<BigDecimal> {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,4})?");

    @Override
    public BigDecimal deserialize(JsonParser parser, DeserializationContext context, Type type) {
        String number = StrictValues.decimal(parser);
        if (number == null) {
            return null;
        }
        if (!NUMBER.matcher(number).matches()) {
            throw new JsonbException("a number was expected");
        }
        return new BigDecimal(number);
    }
}
