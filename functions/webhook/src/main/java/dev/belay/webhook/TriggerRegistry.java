package dev.belay.webhook;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.model.Workspace;

/// Makes and changes triggers: what could never work is refused here, before anybody delivers.
public final class TriggerRegistry {
    private final TriggerStore store;
    private final TriggerRules rules;

    public TriggerRegistry(TriggerStore store, TriggerRules rules) {
        this.store = store;
        this.rules = rules;
    }

    /// Makes the trigger, or replaces it.
    ///
    /// @throws BelayException naming what is wrong; also when a flow's definition makes the one
    ///   that is there
    public Trigger put(Trigger trigger) {
        rules.check(trigger);
        store.find(trigger.workspace(), trigger.id()).ifPresent(TriggerRegistry::requireOwn);
        store.put(trigger);
        return trigger;
    }

    /// Lets deliveries start runs, or not.
    ///
    /// @throws BelayException `INVALID_REQUEST` when there is no such trigger, or a flow makes it
    public Trigger enable(Workspace workspace, String id, boolean enabled) {
        Trigger changed = find(workspace, id).withEnabled(enabled);
        requireOwn(changed);
        store.put(changed);
        return changed;
    }

    /// @throws BelayException `INVALID_REQUEST` when there is no such trigger, or a flow makes it
    public void remove(Workspace workspace, String id) {
        requireOwn(find(workspace, id));
        store.remove(workspace, id);
    }

    /// @throws BelayException `INVALID_REQUEST` when there is no such trigger
    public Trigger find(Workspace workspace, String id) {
        return store.find(workspace, id)
                .orElseThrow(() ->
                        invalid(
                                Trigger.isId(id)
                                        ? "no trigger is called '%s'; list them to see which there are"
                                                .formatted(id)
                                        : "a trigger's id has 1 to 64 characters of a-z, 0-9, '-', '.', '_'"));
    }

    private static void requireOwn(Trigger trigger) {
        if (trigger.flow() != null) {
            throw invalid(
                    "trigger '%s' is made by the definition of flow %s; publish a version that says otherwise, or disable the flow's version"
                            .formatted(trigger.id(), trigger.flow()));
        }
    }

    private static BelayException invalid(String message) {
        return new BelayException(ErrorCode.INVALID_REQUEST, message);
    }
}
