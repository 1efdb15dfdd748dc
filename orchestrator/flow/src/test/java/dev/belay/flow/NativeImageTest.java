package dev.belay.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.flow.plan.Plan;
import dev.belay.flow.slot.GateWorkflow;
import dev.belay.flow.slot.SlotWorkflow;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Plans and states are written by reflection: a native image must be told of every type in them.
class NativeImageTest {
    private final Set<String> found = new TreeSet<>();

    @Test
    void every_type_of_a_plan_of_a_state_and_of_slots_is_known_to_native_images() throws Exception {
        add(Plan.class);
        add(Class.forName("dev.belay.flow.decider.FlowState"));
        add(Class.forName("dev.belay.flow.decider.StateCodec$Document"));
        add(SlotWorkflow.Wanted.class);
        add(SlotWorkflow.Verdict.class);
        add(GateWorkflow.State.class);
        add(GateWorkflow.Ask.class);

        assertThat(listed()).containsExactlyElementsOf(found);
    }

    private void add(Type type) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                add(argument);
            }
        } else if (type instanceof Class<?> one
                && one.getName().startsWith("dev.belay.")
                && found.add(one.getName())) {
            for (Field field : one.getDeclaredFields()) {
                if (!field.isSynthetic()) {
                    add(field.getGenericType());
                }
            }
            if (one.isSealed()) {
                for (Class<?> kind : one.getPermittedSubclasses()) {
                    add(kind);
                }
            }
        }
    }

    private static Set<String> listed() throws IOException {
        var names = new TreeSet<String>();
        try (var in =
                NativeImageTest.class.getResourceAsStream(
                        "/META-INF/native-image/dev.belay/belay-flow/reachability-metadata.json")) {
            var json = new ObjectMapper().readTree(Objects.requireNonNull(in));
            json.path("reflection").forEach(type -> names.add(type.path("type").asText()));
        }
        return names;
    }
}
