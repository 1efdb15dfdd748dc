package dev.belay.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.message.RunMessage;
import dev.belay.core.port.TaskQueues.Outgoing;
import dev.belay.testkit.contract.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestMeterTest {
    @Test
    void what_is_sent_again_is_counted_again() {
        try (var installation = new Installation(FaultyHttp.losingAnswers("PutItem", 2))) {
            var usage =
                    installation.usageOf(() ->
                            installation.ports.histories().append(Samples.run(), Samples.batch(1)));

            assertThat(usage.requests()).isEqualTo(Map.of("DynamoDb.PutItem", 3L));
        }
    }

    @Test
    void a_refused_write_is_counted_apart() {
        try (var installation = new Installation()) {
            var run = Samples.run();
            installation.append(run, 1, 1);

            var usage = installation.usageOf(() -> installation.append(run, 1, 1));

            assertThat(usage.refusedWrites()).isEqualTo(1);
            assertThat(usage.writeUnits()).isZero();
            assertThat(usage.requestsTo("DynamoDb")).isEqualTo(1);
        }
    }

    @Test
    void services_are_counted_apart() {
        try (var installation = new Installation()) {
            var queue = EmulatedCloud.INSTANCE.newQueue(installation.config);
            var message = new RunMessage.InboxFilled(Samples.run());

            var usage =
                    installation.usageOf(() -> {
                        installation.append(message.run(), 1, 1);
                        installation.ports.queues().send(List.of(Outgoing.now(queue, message)));
                    });

            assertThat(usage.requestsTo("DynamoDb")).isEqualTo(1);
            assertThat(usage.requests())
                    .containsEntry("Sqs.GetQueueUrl", 1L)
                    .containsEntry("Sqs.SendMessageBatch", 1L);
        }
    }
}
