package org.coincide.client.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** All settings of the configuration metadata: each has a range, and values outside of it are refused. */
class SettingRangesTest {

    /** The settings without a range, with the reason. */
    private static final Map<String, String> ANY_VALUE = Map.ofEntries(
            Map.entry("coincide.client.id", "the class checks it: its message says where to get an identifier"),
            Map.entry("coincide.client.secret", "the class checks it: its message says where to get a secret"),
            Map.entry("coincide.client.revoked-thumbprints", "a list; its values have constraints"),
            Map.entry("coincide.client.server-thumbprints", "a list; its values have constraints"),
            Map.entry("coincide.data-directory", "any directory; the start creates it"),
            Map.entry("coincide.retention.earlier-keys", "a list; its values have constraints"),
            Map.entry("coincide.quarantine.export", "any directory; the removal creates it"),
            Map.entry("coincide.retention.export", "any directory; the removal creates it"),
            Map.entry("coincide.verification.action-hosts", "a list; its values have constraints"),
            Map.entry("coincide.web.hosts", "a list; its values have constraints"),
            Map.entry("coincide.web.tracking-links", "a map; its values have constraints"),
            Map.entry("coincide.webhook.receivers", "a map; its values have constraints"));

    private static final Set<String> NO_FIELDS = Set.of("coincide.build.", "coincide.docs.", "coincide.test.");

    /** A number with its unit, twice: the range of a number, time or size. */
    private static final Pattern LIMITS = Pattern.compile("(\\d+)([A-Za-z]*) to (\\d+)([A-Za-z]*)");

    private static final ClassLoader LOADER = SettingRangesTest.class.getClassLoader();
    private static final SettingsMetadata METADATA = SettingsMetadata.read(LOADER);

    @Test
    void everySettingHasARangeOrAReason() {
        assertThat(settings()).hasSizeGreaterThan(30).allSatisfy(setting -> {
            if (!ANY_VALUE.containsKey(setting.name())) {
                assertThat(METADATA.range(setting.name()))
                        .as("range of %s: add constraints to its field", setting.name())
                        .isNotEmpty();
            }
        });
    }

    @TestFactory
    List<DynamicTest> everyNumberTimeAndSizeIsLimited() {
        return List.of(
                refused("below the range", limits -> (Long.parseLong(limits.group(1)) - 1) + limits.group(2)),
                refused("above the range", limits -> (Long.parseLong(limits.group(3)) + 1) + limits.group(4)),
                refused("negative", limits -> "-1" + limits.group(2)),
                refused("far too large", limits -> "99999999999999999999" + limits.group(2)),
                refused("not a number", limits -> "NaN"),
                refused("empty", limits -> ""),
                refused("with a unit that does not exist", limits -> limits.group(1) + "q"));
    }

    @Test
    void everyTimeAndSizeNeedsItsUnit() {
        Map<String, String> withoutUnit = values(limits -> limits.group(3)).entrySet().stream()
                .filter(value -> !limits(value.getKey()).group(4).isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(withoutUnit).hasSizeGreaterThan(15);
        assertThat(refusals(withoutUnit)).containsAll(withoutUnit.keySet());
    }

    @Test
    void theLimitsThemselvesAreAccepted() {
        assertThat(refusals(values(limits -> limits.group(3) + limits.group(4))))
                .isEmpty();
    }

    @Test
    void theDocumentedDefaultsAreAccepted() {
        Map<String, String> defaults = settings().stream()
                .filter(setting -> !setting.byDefault().isEmpty())
                .collect(Collectors.toMap(Setting::name, Setting::byDefault));
        assertThat(defaults).hasSizeGreaterThan(15);
        assertThat(refusals(defaults)).isEmpty();
    }

    private static DynamicTest refused(String kind, Function<Matcher, String> value) {
        return DynamicTest.dynamicTest(kind, () -> {
            Map<String, String> values = values(value);
            assertThat(values).hasSizeGreaterThan(15);
            assertThat(refusals(values)).containsAll(values.keySet());
        });
    }

    private static Map<String, String> values(Function<Matcher, String> value) {
        return settings().stream()
                .filter(setting ->
                        LIMITS.matcher(METADATA.range(setting.name())).matches())
                .collect(Collectors.toMap(Setting::name, setting -> value.apply(limits(setting.name()))));
    }

    private static Matcher limits(String setting) {
        Matcher limits = LIMITS.matcher(METADATA.range(setting));
        assertThat(limits.matches()).isTrue();
        return limits;
    }

    private static Set<String> refusals(Map<String, String> values) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.copyOf(values)));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "account", Map.of("coincide.client.id", "acme", "coincide.client.secret", "any")));
        return SettingsInitializer.problems(environment, LOADER).stream()
                .map(SettingProblem::setting)
                .collect(Collectors.toSet());
    }

    private static List<Setting> settings() {
        return METADATA.settings().stream()
                .filter(setting -> NO_FIELDS.stream().noneMatch(setting.name()::startsWith))
                .toList();
    }
}
