package dev.belay.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.api.access.Need;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Goal: the description is true.
///
/// Method: every operation of it is held against the method of the same name, and the other way.
class DescriptionTest {
    private static final JsonNode DOCUMENT = Description.document();

    private record Described(String path, String method, JsonNode operation) {}

    private static Map<String, Described> described() {
        var operations = new TreeMap<String, Described>();
        for (var path : DOCUMENT.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                if (!method.getKey().equals("parameters")) {
                    String id = method.getValue().path("operationId").asText();
                    var before =
                            operations.put(
                                    id,
                                    new Described(
                                            path.getKey(),
                                            method.getKey().toUpperCase(Locale.ROOT),
                                            method.getValue()));
                    assertThat(before).as(id).isNull();
                }
            }
        }
        return operations;
    }

    private static Map<String, Method> served() throws Exception {
        var served = new TreeMap<String, Method>();
        for (Class<?> resource : resources()) {
            for (Method method : resource.getDeclaredMethods()) {
                if (path(resource).startsWith("/v1") && verb(method) != null) {
                    assertThat(served.put(method.getName(), method)).as(method.getName()).isNull();
                }
            }
        }
        return served;
    }

    private static List<Class<?>> resources() throws IOException, ClassNotFoundException {
        var root = java.nio.file.Path.of("target", "classes");
        var classes = new ArrayList<Class<?>>();
        try (Stream<java.nio.file.Path> files = Files.walk(root)) {
            for (var file : (Iterable<java.nio.file.Path>) files::iterator) {
                if (file.toString().endsWith("Resource.class")) {
                    String name = root.relativize(file).toString().replace('/', '.');
                    classes.add(Class.forName(name.substring(0, name.length() - 6)));
                }
            }
        }
        return classes;
    }

    private static @Nullable String verb(Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (verb != null) {
                return verb.value();
            }
        }
        return null;
    }

    private static String path(Class<?> resource) {
        return resource.getAnnotation(Path.class).value();
    }

    private static String path(Method method) {
        Path below = method.getAnnotation(Path.class);
        return path(method.getDeclaringClass()) + (below == null ? "" : "/" + below.value());
    }

    @Test
    void every_operation_is_served_and_every_method_is_described() throws Exception {
        Map<String, Method> served = served();
        assertThat(served.keySet()).isEqualTo(described().keySet());
        described()
                .forEach((id, operation) -> {
                    Method method = Objects.requireNonNull(served.get(id));
                    assertThat(path(method)).as(id).isEqualTo(operation.path());
                    assertThat(verb(method)).as(id).isEqualTo(operation.method());
                });
    }

    @Test
    void every_operation_asks_of_its_caller_what_the_description_says() {
        described()
                .forEach((id, operation) -> {
                    String said = operation.operation().path("x-belay-role").asText();
                    Need need = Need.of(id).orElseThrow();
                    String is =
                            need == Need.NOTHING
                                    ? "none"
                                    : need.name().toLowerCase(Locale.ROOT).replace('_', '-');
                    assertThat(is).as(id).isEqualTo(said);
                });
    }

    @Test
    void every_parameter_is_described() throws Exception {
        Map<String, Method> served = served();
        for (var entry : described().entrySet()) {
            Method method = Objects.requireNonNull(served.get(entry.getKey()));
            assertThat(parameters(method, QueryParam.class))
                    .as(entry.getKey())
                    .isEqualTo(described(entry.getValue(), "query"));
            assertThat(parameters(method, PathParam.class))
                    .as(entry.getKey())
                    .isEqualTo(described(entry.getValue(), "path"));
            Set<String> headers = described(entry.getValue(), "header");
            headers.remove(IdempotencyKey.HEADER);
            assertThat(parameters(method, HeaderParam.class)).as(entry.getKey()).isEqualTo(headers);
        }
    }

    @Test
    void every_write_takes_an_idempotency_key() {
        Set<String> questions = Set.of("queryRun", "validateFlow");
        described()
                .forEach((id, operation) ->
                        assertThat(described(operation, "header").contains(IdempotencyKey.HEADER))
                                .as(id)
                                .isEqualTo(
                                        !operation.method().equals("GET")
                                                && !questions.contains(id)));
    }

    @Test
    void bodies_and_answers_have_the_fields_that_are_described() throws Exception {
        Map<String, Method> served = served();
        for (var entry : described().entrySet()) {
            JsonNode operation = entry.getValue().operation();
            Method method = Objects.requireNonNull(served.get(entry.getKey()));
            Class<?> body = body(method);
            JsonNode schema =
                    operation.path("requestBody").path("content").path("application/json");
            assertThat(body != null).as(entry.getKey()).isEqualTo(!schema.isMissingNode());
            if (body != null && body.isRecord()) {
                assertThat(fields(body))
                        .as(entry.getKey())
                        .isEqualTo(properties(schema.path("schema")));
            }
            if (method.getReturnType().isRecord()) {
                JsonNode answer =
                        operation
                                .path("responses")
                                .path("200")
                                .path("content")
                                .path("application/json");
                assertThat(fields(method.getReturnType()))
                        .as(entry.getKey())
                        .isEqualTo(properties(answer.path("schema")));
            }
        }
    }

    private static @Nullable Class<?> body(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter ->
                        Stream.of(
                                        PathParam.class,
                                        QueryParam.class,
                                        HeaderParam.class,
                                        BeanParam.class,
                                        Context.class)
                                .noneMatch(parameter::isAnnotationPresent))
                .map(Parameter::getType)
                .findFirst()
                .orElse(null);
    }

    private static Set<String> fields(Class<?> type) {
        var names = new TreeSet<String>();
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(component.getName());
        }
        return names;
    }

    private static Set<String> properties(JsonNode schema) {
        var names = new TreeSet<String>();
        Description.resolve(DOCUMENT, schema)
                .path("properties")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    private static Set<String> parameters(Method method, Class<? extends Annotation> kind)
            throws Exception {
        var names = new TreeSet<String>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(kind)) {
                names.add(name(parameter.getAnnotation(kind)));
            } else if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (var field : parameter.getType().getDeclaredFields()) {
                    if (field.isAnnotationPresent(kind)) {
                        names.add(name(field.getAnnotation(kind)));
                    }
                }
            }
        }
        return names;
    }

    private static String name(Annotation annotation) throws Exception {
        return (String) annotation.annotationType().getMethod("value").invoke(annotation);
    }

    private static Set<String> described(Described operation, String in) {
        var names = new TreeSet<String>();
        for (JsonNode list :
                List.of(
                        operation.operation().path("parameters"),
                        DOCUMENT.path("paths").path(operation.path()).path("parameters"))) {
            for (JsonNode parameter : list) {
                JsonNode resolved = Description.resolve(DOCUMENT, parameter);
                if (resolved.path("in").asText().equals(in)) {
                    names.add(resolved.path("name").asText());
                }
            }
        }
        return names;
    }
}
