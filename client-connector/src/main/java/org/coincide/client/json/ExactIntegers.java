package org.coincide.client.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.Serial;
import java.math.BigDecimal;
import java.util.function.Function;

/**
 * Deserializers of {@code int} and {@code long} that refuse every number that the type cannot hold exactly. Jackson's own would read
 * 1.5 as 1. As in JSON Schema, 1.0 is the integer 1.
 */
public final class ExactIntegers extends SimpleModule {

    @Serial
    private static final long serialVersionUID = 1L;

    public ExactIntegers() {
        super("exact-integers");
        addDeserializer(int.class, new Exact<>(int.class, BigDecimal::intValueExact));
        addDeserializer(Integer.class, new Exact<>(Integer.class, BigDecimal::intValueExact));
        addDeserializer(long.class, new Exact<>(long.class, BigDecimal::longValueExact));
        addDeserializer(Long.class, new Exact<>(Long.class, BigDecimal::longValueExact));
    }

    private static final class Exact<N extends Number> extends StdScalarDeserializer<N> {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Function<BigDecimal, N> conversion;

        Exact(Class<N> type, Function<BigDecimal, N> conversion) {
            super(type);
            this.conversion = conversion;
        }

        @Override
        @SuppressWarnings("unchecked")
        public N deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                    && parser.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
                return (N) context.handleUnexpectedToken(_valueClass, parser);
            }
            BigDecimal number = ExactDecimals.read(parser);
            try {
                return conversion.apply(number);
            } catch (ArithmeticException inexact) {
                return (N) context.handleWeirdNumberValue(_valueClass, number, "the number is not an integer in range");
            }
        }

        @Override
        public N getNullValue(DeserializationContext context)
                throws com.fasterxml.jackson.databind.JsonMappingException {
            return _valueClass.isPrimitive() ? context.reportInputMismatch(this, "null is not an integer") : null;
        }
    }
}
