package dev.belay.testkit.audit;

import static dev.belay.testkit.audit.Invariant.AT_MOST_ONCE;
import static dev.belay.testkit.audit.Invariant.COMPLETION_HAS_EFFECT;
import static dev.belay.testkit.audit.Invariant.EFFECT_WAS_ASKED_FOR;
import static dev.belay.testkit.audit.Invariant.KEY_IS_THE_CALLS;

import dev.belay.core.model.RunKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Compares what was done in the world with what histories asked for.
final class EffectAudit {
    private final Findings findings;

    /// The documented key of each activity.
    private final Map<String, RunFacts.Activity> byKey = new HashMap<>();

    private final Map<List<Object>, String> keyOfCall = new HashMap<>();
    private final Map<String, String> callOfKey = new HashMap<>();
    private final Map<List<Object>, List<Effect>> byAttempt = new HashMap<>();

    private EffectAudit(Findings findings) {
        this.findings = findings;
    }

    static void audit(
            Map<RunKey, RunFacts> runs,
            Collection<Effect> effects,
            Collection<String> noted,
            Findings findings) {
        var audit = new EffectAudit(findings);
        for (RunFacts facts : runs.values()) {
            facts.activities.forEach(
                    (id, activity) -> audit.byKey.put(key(facts.run, id), activity));
        }
        effects.forEach(audit::effect);
        for (RunFacts facts : runs.values()) {
            facts.activities.forEach((id, activity) -> {
                if (noted.contains(activity.command.activity())) {
                    audit.completed(facts.run, id, activity);
                }
            });
        }
    }

    private static String key(RunKey run, int activityId) {
        return run.runId().value() + "-" + activityId;
    }

    private void effect(Effect effect) {
        byAttempt
                .computeIfAbsent(List.of(effect.key(), effect.attempt()), _ -> new ArrayList<>())
                .add(effect);
        String key = keyOfCall.putIfAbsent(List.of(effect.run(), effect.call()), effect.key());
        String call = callOfKey.putIfAbsent(effect.key(), effect.call());
        findings.require(
                (key == null || key.equals(effect.key()))
                        && (call == null || call.equals(effect.call())),
                KEY_IS_THE_CALLS,
                effect.run(),
                "attempt %d of call '%s' has key %s; before, the call had %s and the key was of '%s'",
                effect.attempt(),
                effect.call(),
                effect.key(),
                key,
                call);
        askedFor(effect, byKey.get(effect.key()));
    }

    private void askedFor(Effect effect, RunFacts.@Nullable Activity activity) {
        if (activity == null || effect.attempt() < 1 || effect.attempt() > activity.asked.size()) {
            findings.add(
                    EFFECT_WAS_ASKED_FOR,
                    effect.run(),
                    "attempt %d of call '%s' began, and the history has no such attempt",
                    effect.attempt(),
                    effect.call());
            return;
        }
        var notBefore = activity.asked.get(effect.attempt() - 1);
        findings.require(
                !effect.at().isBefore(notBefore),
                EFFECT_WAS_ASKED_FOR,
                effect.run(),
                "attempt %d of call '%s' began at %s, before %s",
                effect.attempt(),
                effect.call(),
                effect.at(),
                notBefore);
    }

    private void completed(RunKey run, int id, RunFacts.Activity activity) {
        String key = key(run, id);
        findings.require(
                activity.completedBy == 0
                        || byAttempt.containsKey(List.of(key, activity.completedBy)),
                COMPLETION_HAS_EFFECT,
                run,
                "activity %d is completed by attempt %d, which did nothing",
                id,
                activity.completedBy);
        if (activity.command.options().atMostOnce()) {
            for (int attempt = 1; attempt <= activity.asked.size(); attempt++) {
                int times = byAttempt.getOrDefault(List.of(key, attempt), List.of()).size();
                findings.require(
                        times <= 1,
                        AT_MOST_ONCE,
                        run,
                        "attempt %d of activity %d began %d times",
                        attempt,
                        id,
                        times);
            }
        }
    }
}
