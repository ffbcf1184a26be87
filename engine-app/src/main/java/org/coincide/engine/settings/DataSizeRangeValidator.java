package org.coincide.engine.settings;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.springframework.util.unit.DataSize;

/** Compares a size with the limits of {@link DataSizeRange}. */
public final class DataSizeRangeValidator implements ConstraintValidator<DataSizeRange, DataSize> {

    private DataSize min;
    private DataSize max;

    @Override
    public void initialize(DataSizeRange range) {
        min = DataSize.parse(range.min());
        max = DataSize.parse(range.max());
    }

    @Override
    public boolean isValid(DataSize size, ConstraintValidatorContext context) {
        return size == null || size.compareTo(min) >= 0 && size.compareTo(max) <= 0;
    }
}
