package dev.belay.testkit.codec;

import dev.belay.core.activity.ActivityOptions;
import dev.belay.core.activity.RetryPolicy;
import dev.belay.core.model.Lane;
import dev.belay.core.model.Limits;
import dev.belay.core.model.Payload;
import dev.belay.core.model.RunId;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.WorkflowId;
import dev.belay.core.model.Workspace;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Random values of any record, by reflection: a new kind or field is tested from the day that it
/// exists. The same seed gives the same values.
final class RandomValues {
    private static final int DEPTH_MAX = 12;

    private final Random random;
    private int depth;

    /// Types whose constructors do not take everything.
    private final Map<Class<?>, Supplier<Object>> makers =
            Map.of(
                    WorkflowId.class,
                    () -> new WorkflowId("é #/" + name("🚀")),
                    RunId.class,
                    this::runId,
                    Workspace.class,
                    () -> new Workspace(name("w")),
                    Lane.class,
                    () -> new Lane(name("l")),
                    TaskQueue.class,
                    () -> new TaskQueue(new Lane(name("l")), name("q")),
                    Payload.Stored.class,
                    this::stored,
                    RetryPolicy.class,
                    this::retryPolicy,
                    ActivityOptions.class,
                    this::options);

    RandomValues(long seed) {
        random = new Random(seed);
    }

    /// Every record that implements a sealed interface.
    static <T> List<Class<? extends T>> kindsOf(Class<T> family) {
        return leaves(family).<Class<? extends T>>map(type -> type.asSubclass(family)).toList();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(RandomValues::leaves)
                : Stream.of(type);
    }

    <T> T of(Class<T> type) {
        return type.cast(value("value", type));
    }

    private Object value(String name, Type type) {
        if (type instanceof ParameterizedType generic) {
            return collection((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
        }
        var raw = (Class<?>) type;
        if (raw == int.class || raw == Integer.class) {
            return (int) number(name, Integer.MIN_VALUE, Integer.MAX_VALUE);
        } else if (raw == long.class) {
            return number(name, Long.MIN_VALUE, Long.MAX_VALUE);
        } else if (raw == boolean.class) {
            return random.nextBoolean();
        } else if (raw == byte[].class) {
            return bytes(random.nextInt(300));
        } else if (raw == String.class) {
            return text();
        } else if (raw == Instant.class) {
            return instant();
        } else if (raw == Duration.class) {
            return Duration.ofSeconds(random.nextLong(-100_000, 400_000_000), nanos());
        } else if (raw.isEnum()) {
            return oneOf(List.of(raw.getEnumConstants()));
        } else if (raw.isSealed()) {
            return value(name, oneOf(leaves(raw).toList()));
        }
        Supplier<Object> maker = makers.get(raw);
        return maker == null ? record(raw) : maker.get();
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        var types = new Class<?>[components.length];
        var values = new @Nullable Object[components.length];
        depth++;
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            boolean absent =
                    components[i].getAnnotatedType().isAnnotationPresent(Nullable.class)
                            && (depth > DEPTH_MAX || random.nextBoolean());
            values[i] =
                    absent ? null : value(components[i].getName(), components[i].getGenericType());
        }
        depth--;
        try {
            var constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot make a " + type, e);
        }
    }

    private Object collection(Class<?> raw, Type[] of) {
        int size = depth > DEPTH_MAX ? 0 : random.nextInt(4);
        Stream<Object> values =
                IntStream.range(0, size).mapToObj(_ -> value("element", of[0])).toList().stream();
        if (raw == List.class) {
            return values.toList();
        } else if (raw == Set.class) {
            return values.collect(Collectors.toSet());
        } else if (raw == Map.class) {
            var map = new LinkedHashMap<Object, Object>();
            // The names of attributes are limited.
            values.map(key -> key.toString())
                    .map(key -> key.substring(0, Math.min(key.length(), Limits.NAME_CHARS_MAX)))
                    .forEach(key -> map.put(key, value("value", of[1])));
            return map;
        }
        throw new AssertionError("no values for " + raw);
    }

    /// Small ones and the ends of the range; never negative where the name says that it counts.
    private long number(String name, long min, long max) {
        long least =
                switch (name) {
                    case "version" -> 0;
                    case "number" -> 1;
                    default -> min;
                };
        return switch (random.nextInt(6)) {
            case 0 -> least;
            case 1 -> max;
            case 2 -> random.nextLong(least, max);
            default -> random.nextLong(Math.max(least, 0), 200);
        };
    }

    private String text() {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> "ünïcode 日本語 🚀\u0000\n\"";
            case 2 -> "x".repeat(random.nextInt(120, 140));
            case 3 -> "é".repeat(random.nextInt(60, 70));
            default -> "text-" + random.nextInt(1_000_000);
        };
    }

    private Instant instant() {
        return switch (random.nextInt(8)) {
            case 0 -> Instant.MIN;
            case 1 -> Instant.MAX;
            case 2 -> Instant.EPOCH;
            default -> Instant.ofEpochSecond(random.nextLong(-1L << 40, 1L << 40), nanos());
        };
    }

    private int nanos() {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> 999_999_999;
            case 2 -> random.nextInt(1_000) * 1_000_000;
            default -> random.nextInt(1_000_000_000);
        };
    }

    private RunId runId() {
        return RunId.of(
                Instant.ofEpochMilli(random.nextLong(1L << 47)),
                random.nextInt(),
                random.nextLong());
    }

    private Payload.Stored stored() {
        return new Payload.Stored(HexFormat.of().formatHex(bytes(32)), random.nextInt(1 << 24));
    }

    private RetryPolicy retryPolicy() {
        var initial = Duration.ofMillis(random.nextLong(100_000));
        return new RetryPolicy(
                random.nextInt(20),
                initial,
                1 + random.nextDouble() * 9,
                initial.plusNanos(random.nextLong(1_000_000_000_000L)),
                random.nextBoolean() ? 0 : random.nextDouble(),
                IntStream.range(0, random.nextInt(3))
                        .mapToObj(_ -> text())
                        .collect(Collectors.toSet()));
    }

    private ActivityOptions options() {
        if (random.nextInt(3) == 0) {
            return ActivityOptions.DEFAULT;
        }
        var startToClose = Duration.ofMillis(random.nextLong(1_000, 1_000_000));
        return new ActivityOptions(
                retryPolicy(),
                startToClose,
                random.nextBoolean() ? null : Duration.ofNanos(random.nextLong(1, 1L << 50)),
                random.nextBoolean() ? null : startToClose.plusMillis(random.nextLong(1_000_000)),
                random.nextBoolean() ? null : startToClose.dividedBy(2),
                random.nextBoolean());
    }

    private String name(String first) {
        return first + random.nextInt(10_000) + ".x-_";
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
