package dev.belay.aws;

import dev.belay.core.model.TaskQueue;
import dev.belay.testkit.contract.Samples;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/// Services to test against.
interface Cloud {
    RequestMeter meter();

    AwsClients clients();

    /// A bucket that exists; null where there is no S3.
    @Nullable String bucket();

    default @Nullable S3Client s3() {
        return bucket() == null ? null : clients().s3();
    }

    /// A table of one's own, and names of queues that nobody else has.
    default AwsConfig newInstallation() {
        String name = "test-" + Samples.queue().name();
        var config = AwsConfig.of(name, name).withBucket(bucket());
        provisioning(config).ensureTable();
        return config;
    }

    default Provisioning provisioning(AwsConfig config) {
        return new Provisioning(config, clients().dynamoDb(), clients().sqs());
    }

    default AwsPorts ports(AwsConfig config) {
        return ports(config, InstantSource.system());
    }

    default AwsPorts ports(AwsConfig config, InstantSource time) {
        return AwsPorts.of(config, clients().dynamoDb(), clients().sqs(), s3(), time);
    }

    default TaskQueue newQueue(AwsConfig config) {
        var queue = Samples.queue();
        provisioning(config).ensureQueues(List.of(queue));
        return queue;
    }
}
