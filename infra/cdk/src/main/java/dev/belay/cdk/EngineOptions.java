package dev.belay.cdk;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.kms.IKey;

/// What teams change about an installation. The defaults are those of template.yaml.
///
/// @param build names the deployed code: another name makes the engine try blocked runs again
/// @param retentionDays how long closed runs are kept
/// @param orchestratorMemory megabytes of the functions of the engine
/// @param activityMemory megabytes of the functions that perform activities
/// @param oldestMessageSeconds an alarm is raised when a message is older
/// @param secretPrefix begins the names of secrets in Systems Manager
/// @param alarmAddress an e-mail address that is told of alarms; null tells nobody
/// @param key null uses keys of the services
/// @param network null runs the functions outside of any VPC
public record EngineOptions(
        Artifacts artifacts,
        Packaging packaging,
        String build,
        int retentionDays,
        int logDays,
        int orchestratorMemory,
        int activityMemory,
        int oldestMessageSeconds,
        String secretPrefix,
        @Nullable String alarmAddress,
        @Nullable IKey key,
        @Nullable Network network) {
    public EngineOptions {
        if (retentionDays < 1) {
            throw new IllegalArgumentException(
                    "retentionDays is %d, expected 1 or more".formatted(retentionDays));
        }
    }

    public static EngineOptions of(Artifacts artifacts) {
        return new EngineOptions(
                artifacts,
                Packaging.NATIVE,
                "1",
                30,
                30,
                512,
                256,
                1800,
                "/belay",
                null,
                null,
                null);
    }

    public EngineOptions withPackaging(Packaging changed) {
        return new EngineOptions(
                artifacts,
                changed,
                build,
                retentionDays,
                logDays,
                orchestratorMemory,
                activityMemory,
                oldestMessageSeconds,
                secretPrefix,
                alarmAddress,
                key,
                network);
    }

    public EngineOptions withBuild(String changed) {
        return new EngineOptions(
                artifacts,
                packaging,
                changed,
                retentionDays,
                logDays,
                orchestratorMemory,
                activityMemory,
                oldestMessageSeconds,
                secretPrefix,
                alarmAddress,
                key,
                network);
    }

    public EngineOptions withRetentionDays(int changed) {
        return new EngineOptions(
                artifacts,
                packaging,
                build,
                changed,
                logDays,
                orchestratorMemory,
                activityMemory,
                oldestMessageSeconds,
                secretPrefix,
                alarmAddress,
                key,
                network);
    }

    public EngineOptions withMemory(int orchestrators, int activities) {
        return new EngineOptions(
                artifacts,
                packaging,
                build,
                retentionDays,
                logDays,
                orchestrators,
                activities,
                oldestMessageSeconds,
                secretPrefix,
                alarmAddress,
                key,
                network);
    }

    public EngineOptions withAlarmAddress(@Nullable String changed) {
        return new EngineOptions(
                artifacts,
                packaging,
                build,
                retentionDays,
                logDays,
                orchestratorMemory,
                activityMemory,
                oldestMessageSeconds,
                secretPrefix,
                changed,
                key,
                network);
    }

    public EngineOptions withKey(IKey changed) {
        return new EngineOptions(
                artifacts,
                packaging,
                build,
                retentionDays,
                logDays,
                orchestratorMemory,
                activityMemory,
                oldestMessageSeconds,
                secretPrefix,
                alarmAddress,
                changed,
                network);
    }

    public EngineOptions withNetwork(Network changed) {
        return new EngineOptions(
                artifacts,
                packaging,
                build,
                retentionDays,
                logDays,
                orchestratorMemory,
                activityMemory,
                oldestMessageSeconds,
                secretPrefix,
                alarmAddress,
                key,
                changed);
    }
}
