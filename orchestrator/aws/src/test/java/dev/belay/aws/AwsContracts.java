package dev.belay.aws;

import dev.belay.core.model.Payload;
import dev.belay.core.model.TaskQueue;
import dev.belay.core.model.Workspace;
import dev.belay.core.port.AttemptStore;
import dev.belay.core.port.HistoryStore;
import dev.belay.core.port.Inbox;
import dev.belay.core.port.PayloadStore;
import dev.belay.core.port.QueueConsumer;
import dev.belay.core.port.Records;
import dev.belay.core.port.RunIndex;
import dev.belay.core.port.RunWatch;
import dev.belay.core.port.TaskQueues;
import dev.belay.core.port.TimerStore;
import dev.belay.flow.store.FlowStore;
import dev.belay.testkit.contract.DurableAttemptStoreContract;
import dev.belay.testkit.contract.DurableHistoryStoreContract;
import dev.belay.testkit.contract.DurableInboxContract;
import dev.belay.testkit.contract.DurablePayloadStoreContract;
import dev.belay.testkit.contract.DurableRecordsContract;
import dev.belay.testkit.contract.DurableRunIndexContract;
import dev.belay.testkit.contract.DurableTaskQueuesContract;
import dev.belay.testkit.contract.DurableTimerStoreContract;
import dev.belay.testkit.contract.FlowStoreContract;
import dev.belay.testkit.contract.RunWatchContract;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// All contracts of all ports. A subclass says on which cloud.
///
/// A process that ends loses its clients' caches and nothing else, so reopening makes new ports.
abstract class AwsContracts {
    abstract Cloud cloud();

    @Nested
    class Histories extends DurableHistoryStoreContract {
        private final AwsConfig config = cloud().newInstallation();
        private AwsPorts ports = cloud().ports(config);

        @Override
        protected HistoryStore store() {
            return ports.histories();
        }

        @Override
        protected void reopen() {
            ports = cloud().ports(config);
        }
    }

    @Nested
    class Runs extends DurableRunIndexContract {
        private final AwsConfig config = cloud().newInstallation();
        private AwsPorts ports = cloud().ports(config);

        @Override
        protected RunIndex index() {
            return ports.runs();
        }

        @Override
        protected void reopen() {
            ports = cloud().ports(config);
        }
    }

    @Nested
    class Inboxes extends DurableInboxContract {
        private final AwsConfig config = cloud().newInstallation();
        private AwsPorts ports = cloud().ports(config);

        @Override
        protected Inbox inbox() {
            return ports.inbox();
        }

        @Override
        protected void reopen() {
            ports = cloud().ports(config);
        }
    }

    @Nested
    class Timers extends DurableTimerStoreContract {
        private final AwsConfig config = cloud().newInstallation();
        private AwsPorts ports = cloud().ports(config);

        @Override
        protected TimerStore store() {
            return ports.timers();
        }

        @Override
        protected void reopen() {
            ports = cloud().ports(config);
        }
    }

    @Nested
    class Attempts extends DurableAttemptStoreContract {
        private final AwsConfig config = cloud().newInstallation();
        private AwsPorts ports = cloud().ports(config);

        @Override
        protected AttemptStore store() {
            return ports.attempts();
        }

        @Override
        protected void reopen() {
            ports = cloud().ports(config);
        }
    }

    @Nested
    class NamedRecords extends DurableRecordsContract {
        private final AwsConfig config = cloud().newInstallation();
        private AwsPorts ports = cloud().ports(config);

        @Override
        protected Records store() {
            return ports.records();
        }

        @Override
        protected void reopen() {
            ports = cloud().ports(config);
        }
    }

    @Nested
    class Flows extends FlowStoreContract {
        private final AwsPorts ports = cloud().ports(cloud().newInstallation());

        @Override
        protected FlowStore store() {
            return ports.flows();
        }
    }

    /// In the bucket where there is one, else in the table.
    @Nested
    class Payloads extends DurablePayloadStoreContract {
        private final AwsConfig config = cloud().newInstallation();
        private AwsPorts ports = cloud().ports(config);

        @Override
        protected PayloadStore store() {
            return ports.payloads();
        }

        @Override
        protected void damage(Workspace workspace, Payload.Stored payload) {
            blobs(config)
                    .put(
                            Blobs.payload(workspace, payload.sha256()),
                            new byte[] {1, 2, 3},
                            Blobs.Kind.PAYLOAD);
        }

        @Override
        protected void reopen() {
            ports = cloud().ports(config);
        }
    }

    @Nested
    class Watches extends RunWatchContract {
        private final AwsPorts ports = cloud().ports(cloud().newInstallation());

        @Override
        protected RunWatch watch() {
            return ports.watch();
        }

        @Override
        protected HistoryStore store() {
            return ports.histories();
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class Queues extends DurableTaskQueuesContract {
        private final AwsConfig config = AwsConfig.of("no-table", "contract");
        private AwsPorts ports = cloud().ports(config);

        @Override
        protected TaskQueues queues() {
            return ports.queues();
        }

        @Override
        protected QueueConsumer consumer() {
            return ports.consumer();
        }

        @Override
        protected TaskQueue newQueue() {
            return cloud().newQueue(config);
        }

        /// Nobody can advance the time of these queues: it has to pass.
        @Override
        protected void passTime(Duration duration) {
            try {
                var never = new CountDownLatch(1);
                assert !never.await(duration.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        protected void reopen() {
            ports = cloud().ports(config);
        }
    }

    final Blobs blobs(AwsConfig config) {
        var bucket = config.bucket();
        if (bucket != null) {
            return new S3Blobs(cloud().clients().s3(), bucket);
        }
        var time = InstantSource.system();
        return new TableBlobs(
                new Table(cloud().clients().dynamoDb(), config.tableName()),
                new Expiry(config.retention(), time),
                null,
                time);
    }
}
