package dev.belay.lambda;

import dev.belay.aws.AwsConfig;
import dev.belay.aws.AwsPorts;
import dev.belay.core.decider.Payloads;
import dev.belay.core.engine.EngineOptions;
import dev.belay.core.engine.EnginePorts;
import dev.belay.core.engine.Orchestrator;
import dev.belay.core.model.Lane;
import dev.belay.core.workflow.WorkflowType;
import dev.belay.flow.slot.SlotWorkflow;
import dev.belay.json.JacksonPayloadCodec;
import dev.belay.schedule.ScheduleWorkflow;
import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Puts the engine together. Nothing is made before a function asks for it, and nothing here makes
/// a request.
final class Wiring {
    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    AwsConfig config(BelaySettings settings) {
        return AwsConfig.of(settings.table(), settings.queuePrefix())
                .withBucket(settings.bucket().orElse(null))
                .withRetention(settings.retention())
                .withFairQueues(settings.fairQueues());
    }

    @Produces
    @Singleton
    AwsPorts ports(
            AwsConfig config,
            DynamoDbClient dynamoDb,
            SqsClient sqs,
            S3Client s3,
            InstantSource clock) {
        return AwsPorts.of(config, dynamoDb, sqs, s3, clock);
    }

    @Produces
    @Singleton
    Workflows workflows(@All List<InstanceHandle<WorkflowSource>> sources) {
        boolean teams = sources.stream().anyMatch(source -> !source.getBean().isDefaultBean());
        Stream<WorkflowType<?, ?>> types =
                sources.stream()
                        .filter(source -> !teams || !source.getBean().isDefaultBean())
                        .flatMap(source -> source.get().workflows().stream());
        // Schedules, and the slots of flows, run wherever workflows do.
        Stream<WorkflowType<?, ?>> own =
                Stream.concat(ScheduleWorkflow.types().stream(), SlotWorkflow.types().stream());
        return new Workflows(Stream.concat(types, own).toList());
    }

    @Produces
    @Singleton
    EnginePorts engine(AwsPorts ports, InstantSource clock) {
        return new EnginePorts(
                ports.histories(),
                ports.runs(),
                ports.inbox(),
                ports.queues(),
                ports.timers(),
                ports.attempts(),
                clock);
    }

    @Produces
    @Singleton
    Orchestrator orchestrator(
            EnginePorts engine, AwsPorts ports, Workflows workflows, BelaySettings settings) {
        var payloads = new Payloads(new JacksonPayloadCodec(), ports.payloads());
        return new Orchestrator(
                engine,
                new Catalog(workflows.types(), ports.flows()).deciders(payloads),
                EngineOptions.of(settings.build()).withWarmRunsMax(settings.warmRuns()));
    }

    @Produces
    @Singleton
    MetricLog metrics(BelaySettings settings, InstantSource clock) {
        return new MetricLog(new Lane(settings.lane()), clock, System.out::println);
    }

    @Produces
    @Singleton
    WorkflowTaskHandler workflowTasks(
            Orchestrator orchestrator,
            AwsPorts ports,
            BelaySettings settings,
            InstantSource clock,
            MetricLog metrics) {
        var names = new QueueNames(settings.queuePrefix(), new Lane(settings.lane()));
        return new WorkflowTaskHandler(
                orchestrator::advance,
                new QueueRedelivery(ports.consumer(), names),
                clock,
                metrics);
    }

    @Produces
    @Singleton
    DeadLetterHandler deadLetters(Orchestrator orchestrator, AwsPorts ports, MetricLog metrics) {
        return new DeadLetterHandler(orchestrator, ports.queues(), metrics);
    }

    @Produces
    @Singleton
    QueryHandler queries(
            AwsConfig config,
            DynamoDbClient dynamoDb,
            S3Client s3,
            InstantSource clock,
            Workflows workflows,
            BelaySettings settings) {
        var readers = AwsPorts.Readers.of(config, dynamoDb, s3, clock);
        return new QueryHandler(
                readers.histories(),
                readers.payloads(),
                new Catalog(workflows.types(), readers.flows()),
                settings.build());
    }

    /// The workflows of this build.
    record Workflows(List<WorkflowType<?, ?>> types) {}
}
