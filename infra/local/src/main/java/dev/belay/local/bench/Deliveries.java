package dev.belay.local.bench;

import dev.belay.core.model.Workspace;
import dev.belay.webhook.Trigger;
import dev.belay.webhook.http.WebhookRequest;
import dev.belay.webhook.http.WebhookResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// W8: signed webhook deliveries, 500 at once and 200 a second, until each is answered: verified,
/// its run promised and its line in the inbox. All of their runs complete.
final class Deliveries implements Workload {
    private static final int BURST = 500;
    private static final int PER_SECOND = 200;
    private static final int SECONDS = 10;
    private static final int WARM_UP = 2_000;
    private static final String TRIGGER = "deliveries";
    private static final String SECRET = "bench-secret";
    private static final int GOOD = 200;

    private final AtomicLong numbers = new AtomicLong(System.nanoTime());

    @Override
    public List<Measure> run(Bench bench) throws Exception {
        return bench.in(store -> {
            try (Lab lab = bench.lab(store)) {
                return measure(bench, lab);
            }
        });
    }

    private List<Measure> measure(Bench bench, Lab lab) throws InterruptedException {
        lab.secrets().put(Workspace.DEFAULT, TRIGGER, SECRET);
        lab.host()
                .hooks()
                .registry()
                .put(
                        Trigger.of(Workspace.DEFAULT, TRIGGER, Workflows.SEQUENCE.name(), "hmac")
                                .withExpressions(
                                        new Trigger.Expressions(
                                                ".data.activities > 0",
                                                ".data.activities",
                                                null,
                                                null)));
        atRate(lab, bench.scaled(WARM_UP), PER_SECOND * 2);
        double[] atOnce = atOnce(lab, bench.scaled(BURST));
        bench.progress().accept("W8 all at once: %.0f ms".formatted(Results.percentile(atOnce, 1)));
        double[] steady = atRate(lab, bench.scaled(PER_SECOND * SECONDS), PER_SECOND);
        return bench.results("W8", lab.durability())
                .atMost(1_000, "500 deliveries at once, the last", "ms", max(atOnce))
                .atMost(10, "200 deliveries/s, median", "ms", Results.percentile(steady, 0.5))
                .atMost(50, "200 deliveries/s, 99 of 100", "ms", Results.percentile(steady, 0.99))
                .list();
    }

    private static double max(double[] values) {
        return Results.percentile(values, 1);
    }

    private double[] atOnce(Lab lab, int count) throws InterruptedException {
        return lab.untilClosed(count, () -> deliver(lab, count, 0));
    }

    private double[] atRate(Lab lab, int count, int perSecond) throws InterruptedException {
        return lab.untilClosed(count, () -> deliver(lab, count, 1_000_000_000L / perSecond));
    }

    /// Each begins when it is due, however long those before take, and is measured from then.
    private double[] deliver(Lab lab, int count, long nanosApart) throws InterruptedException {
        double[] millis = new double[count];
        var requests = new ArrayList<WebhookRequest>();
        for (int i = 0; i < count; i++) {
            requests.add(request());
        }
        var answered = new CountDownLatch(count);
        long begun = System.nanoTime();
        for (int i = 0; i < count; i++) {
            int number = i;
            long due = begun + i * nanosApart;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            Thread.startVirtualThread(() -> {
                WebhookResponse answer =
                        lab.host()
                                .hooks()
                                .webhooks()
                                .handle(Workspace.DEFAULT.name(), TRIGGER, requests.get(number));
                if (answer.status() == GOOD) {
                    millis[number] = (System.nanoTime() - due) / 1e6;
                    answered.countDown();
                }
            });
        }
        if (!answered.await(Lab.PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "%d of %d deliveries were not accepted".formatted(answered.getCount(), count));
        }
        return millis;
    }

    private WebhookRequest request() {
        byte[] body =
                "{\"activities\":1,\"number\":%d}"
                        .formatted(numbers.incrementAndGet())
                        .getBytes(StandardCharsets.UTF_8);
        return new WebhookRequest(
                "POST",
                "http://localhost/hooks/default/" + TRIGGER,
                Map.of(
                        "content-type",
                        List.of("application/json"),
                        "X-Signature-256",
                        List.of("sha256=" + signature(body))),
                body);
    }

    private static String signature(byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has HmacSHA256", e);
        }
    }
}
