package dev.belay.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PrecedenceTest {
    @Test
    void whoever_gives_way_goes_on_when_the_others_are_done() throws Exception {
        var precedence = new Precedence(Long.MAX_VALUE / 4);
        var ended = new AtomicBoolean();
        var waiting = new CountDownLatch(1);
        var sawTheEnd = new AtomicBoolean();
        precedence.begin();

        Thread giving =
                Thread.startVirtualThread(() -> {
                    waiting.countDown();
                    precedence.giveWay();
                    sawTheEnd.set(ended.get());
                });
        waiting.await();
        ended.set(true);
        precedence.end();
        giving.join();

        assertThat(sawTheEnd).isTrue();
    }

    @Test
    void whoever_gives_way_goes_on_in_the_end_although_the_others_never_are_done() {
        var precedence = new Precedence(1);
        precedence.begin();

        precedence.giveWay();

        assertThat(precedence.atWork()).isEqualTo(1);
    }
}
