package org.coincide.client.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers.BigDecimalDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
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
        addDeserializer(BigDecimal.class, new Exact<>(BigDecimal.class, new BoundedDecimals()));
        addDeserializer(
                JsonNode.class, new Exact<>(JsonNode.class, JsonNodeDeserializer.getDeserializer(JsonNode.class)));
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        ((ObjectMapper) context.getOwner()).setNodeFactory(new BoundedNodes());
    }

    /** @throws InvalidFormatException if the exponent of the parser's number is too large */
    static BigDecimal read(JsonParser parser) throws IOException {
        try {
            return bounded(parser.getDecimalValue());
        } catch (NumberFormatException tooLarge) {
            throw refusal(parser, BigDecimal.class, tooLarge);
        }
    }

    /** Refuses 1e2147483648, which Java 17 does not read, and newer versions read with a scale that has no opposite. */
    private static BigDecimal bounded(BigDecimal number) {
        if (number.scale() == Integer.MIN_VALUE) {
            throw new NumberFormatException("The exponent is too large.");
        }
        return number;
    }

    /** Creates the decimals of JSON trees. */
    private static final class BoundedNodes extends JsonNodeFactory {

        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public ValueNode numberNode(BigDecimal number) {
            return super.numberNode(number == null ? null : bounded(number));
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

    private static final class BoundedDecimals extends BigDecimalDeserializer {

        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            BigDecimal number = super.deserialize(parser, context);
            return number == null ? null : bounded(number);
        }
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
