package dev.belay.examples.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorldTest {
    @TempDir static Path directory;

    private static int worlds;

    static Stream<World> worlds() {
        return Stream.of(
                new MemoryWorld(), new DirectoryWorld(directory.resolve("world-" + worlds++)));
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void what_was_put_is_there_until_it_is_removed(World world) {
        world.put("projects", "shop", "sells shoes");
        assertThat(world.get("projects", "shop")).contains("sells shoes");
        assertThat(world.ids("projects")).containsExactly("shop");

        assertThat(world.remove("projects", "shop")).isTrue();
        assertThat(world.get("projects", "shop")).isEmpty();
        assertThat(world.ids("projects")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void doing_it_again_changes_nothing(World world) {
        world.put("projects", "shop", "sells shoes");
        world.put("projects", "shop", "sells shoes");
        world.remove("projects", "shop");

        assertThat(world.remove("projects", "shop")).isFalse();
        assertThat(world.changes()).containsExactly("+ projects/shop", "- projects/shop");
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void an_empty_world_has_nothing(World world) {
        assertThat(world.ids("projects")).isEmpty();
        assertThat(world.get("projects", "shop")).isEmpty();
        assertThat(world.changes()).isEmpty();
    }

    @Test
    void an_id_cannot_lead_out_of_the_directory() {
        var world = new DirectoryWorld(directory);

        assertThatThrownBy(() -> world.put("projects", "../shop", "sells shoes"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
