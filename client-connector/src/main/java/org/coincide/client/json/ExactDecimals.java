package org.coincide.client.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers.BigDecimalDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.Serial;
import java.math.BigDecimal;

/**
 * Deserializers of decimals and of JSON trees that refuse a number whose exponent {@link BigDecimal} cannot hold. Jackson's own throw
 * {@link NumberFormatException}, which no reader of JSON expects.
 */
public final class ExactDecimals extends SimpleModule {

    @Serial
    private static final long serialVersionUID = 1L;

    public ExactDecimals() {
        super("exact-decimals");
        addDeserializer(BigDecimal.class, new Exact<>(BigDecimal.class, new BigDecimalDeserializer()));
        addDeserializer(
                JsonNode.class, new Exact<>(JsonNode.class, JsonNodeDeserializer.getDeserializer(JsonNode.class)));
    }

    /** @throws InvalidFormatException if the exponent of the parser's number is too large */
    static BigDecimal read(JsonParser parser) throws IOException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException tooLarge) {
            throw refusal(parser, BigDecimal.class, tooLarge);
        }
    }

    private static InvalidFormatException refusal(JsonParser parser, Class<?> type, NumberFormatException tooLarge)
            throws IOException {
        String number = parser.getText();
        InvalidFormatException refusal = InvalidFormatException.from(
                parser, "The number " + number + " has an exponent that is too large", number, type);
        refusal.initCause(tooLarge);
        return refusal;
    }

    private static final class Exact<T> extends StdDeserializer<T> {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient JsonDeserializer<? extends T> delegate;

        Exact(Class<T> type, JsonDeserializer<? extends T> delegate) {
            super(type);
            this.delegate = delegate;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return delegate.deserialize(parser, context);
            } catch (NumberFormatException tooLarge) {
                throw refusal(parser, handledType(), tooLarge);
            }
        }

        @Override
        public T getNullValue(DeserializationContext context) throws JsonMappingException {
            return delegate.getNullValue(context);
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) throws JsonMappingException {
            return delegate.getAbsentValue(context);
        }
    }
}
