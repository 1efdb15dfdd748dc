package dev.belay.aws;

import dev.belay.core.model.RunKey;
import dev.belay.testkit.contract.Samples;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.LongStream;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A table of its own with a meter of its own, and a look behind the ports.
final class Installation implements AutoCloseable {
    final RequestMeter meter = new RequestMeter();
    final AwsClients clients;
    final AwsConfig config = EmulatedCloud.INSTANCE.newInstallation();
    final AwsPorts ports;

    Installation() {
        this(InstantSource.system(), UrlConnectionHttpClient.create());
    }

    Installation(InstantSource time) {
        this(time, UrlConnectionHttpClient.create());
    }

    Installation(SdkHttpClient http) {
        this(InstantSource.system(), http);
    }

    private Installation(InstantSource time, SdkHttpClient http) {
        clients = AwsClients.at(EmulatedCloud.INSTANCE.endpoints(), http, meter);
        ports = AwsPorts.of(config, clients.dynamoDb(), clients.sqs(), null, time);
    }

    RequestMeter.Usage usageOf(Runnable work) {
        var before = meter.usage();
        work.run();
        return meter.usage().since(before);
    }

    void append(RunKey run, long from, long to) {
        LongStream.rangeClosed(from, to)
                .mapToObj(Samples::batch)
                .forEach(batch -> ports.histories().append(run, batch));
    }

    Map<String, AttributeValue> item(ItemKey key) {
        return clients.dynamoDb()
                .getItem(get -> get.tableName(config.tableName()).key(key.attributes()))
                .item();
    }

    void delete(ItemKey key) {
        clients.dynamoDb()
                .deleteItem(delete -> delete.tableName(config.tableName()).key(key.attributes()));
    }

    @Override
    public void close() {
        clients.close();
    }
}
