package org.coincide.client.signatures;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of signatures.
 *
 * @param warmUp number of signatures that are made and verified at the start, so that their code is compiled before the first messages come; 0
 *     for none
 */
@Validated
@ConfigurationProperties("coincide.signatures")
record SignatureProperties(
        @DefaultValue("300") @Min(0) @Max(100_000) int warmUp) {}
