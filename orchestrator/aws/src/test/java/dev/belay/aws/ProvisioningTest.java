package dev.belay.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.core.error.BelayException;
import dev.belay.core.error.ErrorCode;
import dev.belay.core.message.RunMessage;
import dev.belay.core.port.TaskQueues.Outgoing;
import dev.belay.testkit.contract.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class ProvisioningTest {
    private static final Cloud CLOUD = EmulatedCloud.INSTANCE;

    @Test
    void making_it_twice_is_making_it_once() {
        var config = CLOUD.newInstallation();
        var provisioning = CLOUD.provisioning(config);
        var queue = Samples.queue();
        provisioning.ensureQueues(List.of(queue));
        CLOUD.ports(config)
                .queues()
                .send(List.of(Outgoing.now(queue, new RunMessage.InboxFilled(Samples.run()))));

        provisioning.ensureTable();
        provisioning.ensureQueues(List.of(queue));

        provisioning.verifyTable();
        provisioning.verifyQueues(List.of(queue));
        assertThat(attributes(config, "-" + queue))
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "1");
    }

    @Test
    void items_expire_by_the_attribute_that_the_adapters_write() {
        var config = CLOUD.newInstallation();

        var expiry =
                CLOUD.clients()
                        .dynamoDb()
                        .describeTimeToLive(d -> d.tableName(config.tableName()))
                        .timeToLiveDescription();

        assertThat(expiry.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
        assertThat(expiry.attributeName()).isEqualTo(Items.EXPIRES);
    }

    @Test
    void a_queue_sends_its_dead_letters_to_its_own() {
        var config = AwsConfig.of("no-table", "redrive-test");
        var queue = CLOUD.newQueue(config);

        var main = attributes(config, "-" + queue);
        var dead = attributes(config, "-" + queue + "-dlq");

        assertThat(main.get(QueueAttributeName.REDRIVE_POLICY))
                .contains(dead.get(QueueAttributeName.QUEUE_ARN))
                .contains(Integer.toString(Provisioning.RECEIVES_MAX));
    }

    @Test
    void a_missing_table_and_a_missing_queue_are_reported() {
        var provisioning = CLOUD.provisioning(AwsConfig.of("no-such-table", "no-such-prefix"));

        assertThatThrownBy(provisioning::verifyTable)
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.TABLE_NOT_FOUND));
        assertThatThrownBy(() -> provisioning.verifyQueues(List.of(Samples.queue())))
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.QUEUE_NOT_FOUND));
    }

    @Test
    void a_table_of_somebody_else_is_refused_with_what_it_lacks() {
        String name = "other-" + Samples.queue().name();
        CLOUD.clients()
                .dynamoDb()
                .createTable(create ->
                        create.tableName(name)
                                .billingMode(BillingMode.PAY_PER_REQUEST)
                                .attributeDefinitions(
                                        AttributeDefinition.builder()
                                                .attributeName("id")
                                                .attributeType(ScalarAttributeType.S)
                                                .build())
                                .keySchema(
                                        KeySchemaElement.builder()
                                                .attributeName("id")
                                                .keyType(KeyType.HASH)
                                                .build()));

        assertThatThrownBy(CLOUD.provisioning(AwsConfig.of(name, "prefix"))::ensureTable)
                .isInstanceOfSatisfying(
                        BelayException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_OPTIONS))
                .hasMessageContaining("its keys are not 'p' and 's'")
                .hasMessageContaining("no index 'runs-by-workspace'");
    }

    private static Map<QueueAttributeName, String> attributes(AwsConfig config, String rest) {
        var sqs = CLOUD.clients().sqs();
        String name = config.queuePrefix() + rest;
        String url = sqs.getQueueUrl(get -> get.queueName(name)).queueUrl();
        return sqs.getQueueAttributes(
                        get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }
}
