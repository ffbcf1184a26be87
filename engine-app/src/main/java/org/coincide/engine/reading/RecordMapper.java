package org.coincide.engine.reading;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.BeanUtils;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.util.ClassUtils;

/**
 * Maps each row of a query to a record: the component {@code tradingId} is the column {@code trading_id}. Spring's own mapper looks for
 * {@code tradingId} first. The driver answers with an exception, for each such column of each row, and an ordinary trade had 90 of them.
 *
 * @param <T> the record
 */
public final class RecordMapper<T extends Record> implements RowMapper<T> {

    private static final ConversionService CONVERSIONS = DefaultConversionService.getSharedInstance();

    private static final ClassValue<RecordMapper<?>> MAPPERS = new ClassValue<>() {

        @Override
        protected RecordMapper<?> computeValue(Class<?> type) {
            return new RecordMapper<>(type.asSubclass(Record.class));
        }
    };

    private record Column(String name, TypeDescriptor type) {

        static Column of(RecordComponent component) {
            return new Column(
                    JdbcUtils.convertPropertyNameToUnderscoreName(component.getName()),
                    TypeDescriptor.valueOf(component.getType()));
        }

        Object read(ResultSet row) throws SQLException {
            Object value = JdbcUtils.getResultSetValue(row, row.findColumn(name), stored());
            return ClassUtils.isAssignableValue(type.getType(), value) ? value : CONVERSIONS.convert(value, type);
        }

        /** PostgreSQL's driver reads no instant. */
        private Class<?> stored() {
            return type.getType() == Instant.class ? OffsetDateTime.class : type.getType();
        }
    }

    private final Constructor<T> constructor;
    private final List<Column> columns;

    private RecordMapper(Class<T> type) {
        this.constructor = BeanUtils.getResolvableConstructor(type);
        this.columns = Stream.of(type.getRecordComponents()).map(Column::of).toList();
    }

    /** Returns the mapper of a record. */
    @SuppressWarnings("unchecked") // each mapper is the one of its type
    public static <T extends Record> RecordMapper<T> of(Class<T> type) {
        return (RecordMapper<T>) MAPPERS.get(type);
    }

    /** @throws SQLException if the query has no column for a component */
    @Override
    public T mapRow(ResultSet row, int number) throws SQLException {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).read(row);
        }
        return BeanUtils.instantiateClass(constructor, values);
    }
}
