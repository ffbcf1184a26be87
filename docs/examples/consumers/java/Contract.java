import static java.util.stream.Collectors.toMap;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.*;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the contract, JSON, JSON Schema and JsonLogic: what a client in Java needs beside the JDK. */
class Contract {
    static Path contract;
    static final List<String> LIFECYCLES = List.of("order", "delivery", "payment"), QUANTITIES = List.of("cancelled", "shipped", "delivered", "returned");
    static final Map<String, Object> FILES = new HashMap<>();
    static Object load(String name) { return FILES.computeIfAbsent(name, file -> new Json(text(contract.resolve(file))).document()); }
    static String text(Path file) { try { return Files.readString(file); } catch (java.io.IOException e) { throw new IllegalStateException(e); } }

    /** A strict parser: no name twice, no unpaired surrogates, at most 32 levels, nothing after the document. */
    static class Json {
        static final Pattern TOKEN = Pattern.compile("true|false|null|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?"), SURROGATE = Pattern.compile("[\\uD800-\\uDFFF]");
        final String text; int at, depth;
        Json(String text) { this.text = text; }
        char next() { while (" \t\r\n".indexOf(text.charAt(at)) >= 0) at++; return text.charAt(at); }
        boolean take(char c) { if (next() != c) return false; at++; return true; }
        void need(boolean holds) { if (!holds) throw new IllegalArgumentException("no JSON at " + at); }
        Object document() { Object value = value(); need(text.substring(at).isBlank()); return value; }
        Object value() {
            if (next() == '"') return string();
            if (take('{')) {
                need(depth++ < 32);
                Map<String, Object> map = new LinkedHashMap<>();
                for (boolean first = true; !take('}'); first = false) {
                    need((first || take(',')) && next() == '"');
                    String name = string();
                    need(take(':') && !map.containsKey(name));
                    map.put(name, value());
                }
                depth--;
                return map;
            }
            if (take('[')) {
                List<Object> list = new ArrayList<>();
                need(depth++ < 32);
                for (boolean first = true; !take(']'); first = false) { need(first || take(',')); list.add(value()); }
                depth--;
                return list;
            }
            var token = TOKEN.matcher(text).region(at, text.length());
            need(token.lookingAt());
            at = token.end();
            return switch (token.group()) { case "true" -> true; case "false" -> false; case "null" -> null; default -> new BigDecimal(token.group()).stripTrailingZeros(); };
        }
        String string() {
            var out = new StringBuilder();
            for (at++; text.charAt(at) != '"'; at++) {
                char c = text.charAt(at);
                need(c >= ' ');
                if (c == '\\') {
                    int escape = "\"\\/bfnrtu".indexOf(text.charAt(++at));
                    need(escape >= 0);
                    c = escape < 8 ? "\"\\/\b\f\n\r\t".charAt(escape) : (char) Integer.parseInt(text.substring(at + 1, at += 5), 16);
                    at -= escape < 8 ? 0 : 1;
                }
                out.append(c);
            }
            at++;
            need(out.indexOf("\0") < 0 && !SURROGATE.matcher(out).find());
            return out.toString();
        }
    }
    static String canonical(Object value) { // RFC 8785; the contract has no numbers but integers
        if (value instanceof Map<?, ?> map) return new TreeMap<>(map).entrySet().stream().map(e -> canonical(e.getKey()) + ":" + canonical(e.getValue())).collect(Collectors.joining(",", "{", "}"));
        if (value instanceof List<?> list) return list.stream().map(Contract::canonical).collect(Collectors.joining(",", "[", "]"));
        if (!(value instanceof String string)) return value instanceof BigDecimal n ? n.stripTrailingZeros().toPlainString() : String.valueOf(value);
        return string.codePoints().mapToObj(c -> c >= ' ' && c != '"' && c != '\\' ? Character.toString(c) : "\b\t\n\f\r\"\\".indexOf(c) < 0
                ? String.format("\\u%04x", c) : "\\" + "btnfr\"\\".charAt("\b\t\n\f\r\"\\".indexOf(c))).collect(Collectors.joining("", "\"", "\""));
    }
    static byte[] sha256(String text) throws Exception { return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)); }
    static String digest(String text) throws Exception { return HexFormat.of().formatHex(sha256(text)); }

    static Object get(Object from, String path) { // a dotted path; null where something is missing
        for (String step : path.split("\\.")) from = from instanceof Map<?, ?> map ? map.get(step) : from instanceof List<?> list && step.matches("\\d+")
                && Integer.parseInt(step) < list.size() ? list.get(Integer.parseInt(step)) : null;
        return from;
    }
    static <K> Map<K, Object> map(Object... pairs) { Map<Object, Object> map = new LinkedHashMap<>();
            for (int i = 0; i < pairs.length; i += 2) map.put(pairs[i], pairs[i + 1]); @SuppressWarnings("unchecked") var typed = (Map<K, Object>) (Map<?, ?>) map;
                    return typed; }
    static List<?> list(Object value) { return value instanceof List<?> list ? list : List.of(); }
    static boolean isKind(Object kind, Object v) { return switch ((String) kind) { case "object" -> v instanceof Map; case "array" -> v instanceof List;
            case "string" -> v instanceof String;
        case "boolean" -> v instanceof Boolean; case "null" -> v == null; default -> v instanceof BigDecimal n && n.stripTrailingZeros().scale() <= 0; }; }
    static boolean within(Object schema, String min, long size, String max) { return within(schema, min, BigDecimal.valueOf(size), max); }
    static boolean within(Object schema, String min, BigDecimal size, String max) { return (get(schema, min) == null
            || size.compareTo((BigDecimal) get(schema, min)) >= 0) && (get(schema, max) == null || size.compareTo((BigDecimal) get(schema, max)) <= 0); }

    /** Validates the keywords of JSON Schema that the contract uses. */
    static boolean valid(Object schema, Object value, String name) {
        if (!(schema instanceof Map<?, ?> keywords)) return !Boolean.FALSE.equals(schema);
        if (get(schema, "$ref") instanceof String ref) {
            String file = ref.startsWith("#") ? name : ref.split("#")[0], pointer = ref.contains("#/") ? ref.split("#/")[1].replace('/', '.') : "";
            if (!valid(pointer.isEmpty() ? load("schemas/" + file) : get(load("schemas/" + file), pointer), value, file)) return false;
        }
        Object type = get(schema, "type");
        if (type != null && Stream.of(type).flatMap(t -> t instanceof List<?> l ? l.stream() : Stream.of(t)).noneMatch(kind -> isKind(kind, value))) return false;
        if (keywords.containsKey("const") && !same(get(schema, "const"), value) || keywords.containsKey("enum")
                && !list(get(schema, "enum")).contains(value)) return false;
        if (value instanceof String s && !(within(schema, "minLength", s.codePointCount(0, s.length()), "maxLength")
                && (get(schema, "pattern") == null || Pattern.compile((String) get(schema, "pattern")).matcher(s).find()))) return false;
        if (value instanceof String s && get(schema, "format") instanceof String format && format.startsWith("date")) LocalDate.parse(s.substring(0, Math.min(10, s.length())));
        if (value instanceof String s && "date-time".equals(get(schema, "format"))) OffsetDateTime.parse(s);
        if (value instanceof BigDecimal n && !within(schema, "minimum", n, "maximum")) return false;
        if (value instanceof List<?> l) return within(schema, "minItems", l.size(), "maxItems")
                && (get(schema, "uniqueItems") == null || new HashSet<>(l).size() == l.size())
                        && l.stream().allMatch(item -> valid(get(schema, "items"), item, name));
        if (value instanceof Map<?, ?> map) {
            Map<?, ?> known = get(schema, "properties") instanceof Map<?, ?> properties ? properties : Map.of();
            if (!map.keySet().containsAll(list(get(schema, "required"))) || !within(schema, "minProperties", map.size(), "maxProperties")
                    || !map.entrySet().stream().allMatch(e ->
                    valid(known.containsKey(e.getKey()) ? known.get(e.getKey()) : get(schema, "additionalProperties"), e.getValue(), name))) return false;
        }
        if (keywords.containsKey("if") && valid(get(schema, "if"), value, name)) return valid(get(schema, "then"), value, name);
        return list(get(schema, "allOf")).stream().allMatch(part -> valid(part, value, name));
    }
    static boolean same(Object a, Object b) { return a instanceof BigDecimal x && b instanceof BigDecimal y ? x.compareTo(y) == 0 : Objects.equals(a, b); }

    static boolean truth(Object value) { return value != null && !Boolean.FALSE.equals(value); }
    static BigDecimal number(Object value) { return value == null ? null : new BigDecimal(value.toString()); }
    static Object exact(Object a, Object b, BiFunction<BigDecimal, BigDecimal, Object> operation) { return a == null || b == null ? null
            : operation.apply(number(a), number(b)); }

    /** Evaluates JsonLogic. */
    static Object evaluate(Object logic, Object data) {
        if (!(logic instanceof Map<?, ?> operation)) return logic;
        String operator = (String) operation.keySet().iterator().next();
        Object only = operation.get(operator);
        List<?> parts = only instanceof List<?> l ? l : Collections.singletonList(only);
        switch (operator) {
            case "var": return get(data, String.valueOf(evaluate(only, data)));
            case "and": return parts.stream().allMatch(part -> truth(evaluate(part, data)));
            case "or": return parts.stream().anyMatch(part -> truth(evaluate(part, data)));
            case "if": return evaluate(parts.get(truth(evaluate(parts.get(0), data)) ? 1 : 2), data);
            case "some": return list(evaluate(parts.get(0), data)).stream().anyMatch(element -> truth(evaluate(parts.get(1), element)));
            case "reduce":
                Object sum = number(parts.get(2));
                for (Object current : list(evaluate(parts.get(0), data))) sum = evaluate(parts.get(1), Map.of("current", current, "accumulator", sum));
                return sum;
            default:
        }
        List<Object> args = new ArrayList<>();
        parts.forEach(part -> args.add(evaluate(part, data)));
        Object a = args.get(0), b = args.size() > 1 ? args.get(1) : null;
        return switch (operator) {
            case "!" -> !truth(a); case "==" -> same(a, b); case "!=" -> !same(a, b); case "in" -> list(b).contains(a); case "decimal" -> number(a);
            case "cat" -> args.stream().map(String::valueOf).collect(Collectors.joining());
            case "<" -> exact(a, b, (x, y) -> x.compareTo(y) < 0); case "<=" -> exact(a, b, (x, y) -> x.compareTo(y) <= 0);
            case ">" -> exact(a, b, (x, y) -> x.compareTo(y) > 0); case ">=" -> exact(a, b, (x, y) -> x.compareTo(y) >= 0);
            case "+" -> exact(a, b, BigDecimal::add); case "-" -> exact(a, b, BigDecimal::subtract); default -> exact(a, b, BigDecimal::multiply);
        };
    }

    static boolean ownServer(String body) { try { return !(get(new Json(body).document(), "source") instanceof String source) || source.startsWith("/coincide/");
            } catch (RuntimeException e) { return true; } }
    static boolean closes(Map<String, Object> trade) {
        Object closed = get(load("transitions.json"), "closed");
        return LIFECYCLES.stream().allMatch(life -> list(get(closed, life)).contains(trade.get(life)) || !life.equals("order") && list(get(closed, "also")).stream()
                .anyMatch(also -> list(get(also, "order")).contains(trade.get("order")) && list(get(also, life)).contains(trade.get(life))));
    }
    static Map<Object, Object> byNumber(List<?> lines) { return lines.stream().collect(toMap(line -> get(line, "number"), line -> line, (first, other) -> first,
            LinkedHashMap::new)); }
}
