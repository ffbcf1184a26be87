package org.coincide.engine;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** An endpoint of the server, such as {@code GET /api/products}, and the controller's method. */
record Endpoint(String name, Method method) {

    private static final Pattern CHOICE = Pattern.compile("\\{\\w+:([\\w|]+)}");

    /** Lists the endpoints of the production code. */
    static Stream<Endpoint> all() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return scan.findCandidateComponents("org.coincide.engine").stream()
                .map(bean -> ClassUtils.resolveClassName(bean.getBeanClassName(), null))
                .filter(Endpoint::isProductionCode)
                .flatMap(controller -> Arrays.stream(controller.getDeclaredMethods()))
                .flatMap(Endpoint::of);
    }

    private static boolean isProductionCode(Class<?> controller) {
        return !controller
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .endsWith("/test-classes/");
    }

    private static Stream<Endpoint> of(Method method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        return mapping == null
                ? Stream.empty()
                : Arrays.stream(mapping.path()).flatMap(Endpoint::choices).flatMap(path -> Arrays.stream(
                                mapping.method())
                        .map(verb -> new Endpoint(verb + " " + path, method)));
    }

    /** {@code {request:cancellation|return}} stands for two paths. */
    private static Stream<String> choices(String path) {
        Matcher choice = CHOICE.matcher(path);
        return choice.find() ? Arrays.stream(choice.group(1).split("\\|")).map(choice::replaceFirst) : Stream.of(path);
    }
}
