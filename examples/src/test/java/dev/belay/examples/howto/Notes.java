package dev.belay.examples.howto;

import dev.belay.core.activity.ActivityType;
import dev.belay.core.activity.Presets;
import dev.belay.examples.world.World;
import dev.belay.functions.support.ActivityRegistry;
import java.util.List;

/// Activities that do no more than leave a note; it is their result, too.
final class Notes {
    private Notes() {}

    static final ActivityType<String, String> CHARGE = type("charge");
    static final ActivityType<String, String> SHIP = type("ship");
    static final ActivityType<String, String> INSURE = type("insure");
    static final ActivityType<String, String> HAND_OVER_CAR = type("hand-over-car");
    static final ActivityType<String, String> TAKE_BACK_CAR = type("take-back-car");
    static final ActivityType<String, String> ASK_SHOP = type("ask-shop");

    private static ActivityType<String, String> type(String name) {
        return ActivityType.of(name, String.class, String.class).with(Presets.EXTERNAL_API);
    }

    static void register(ActivityRegistry.Builder activities, World world) {
        for (var type : List.of(CHARGE, SHIP, INSURE, HAND_OVER_CAR, TAKE_BACK_CAR, ASK_SHOP)) {
            activities.add(
                    type,
                    (input, attempt) -> {
                        String note = type.name() + " " + input;
                        world.put("notes", attempt.idempotencyKey(), note);
                        return note;
                    });
        }
    }
}
