package dev.belay.aws;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;

/// The same contracts on LocalStack, with payloads and pages in a bucket. Starts by itself wherever
/// a Docker engine answers.
@EnabledIf(
        value = "dev.belay.aws.LocalStackCloud#isPossible",
        disabledReason =
                "no Docker engine answers: nothing was tested against LocalStack, and S3 only against a fake")
class LocalStackContractsTest extends AwsContracts {
    private static @Nullable LocalStackCloud cloud;

    @BeforeAll
    static void start() {
        cloud = LocalStackCloud.start();
    }

    @AfterAll
    static void stop() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @Override
    Cloud cloud() {
        if (cloud == null) {
            throw new IllegalStateException("LocalStack has not been started");
        }
        return cloud;
    }
}
