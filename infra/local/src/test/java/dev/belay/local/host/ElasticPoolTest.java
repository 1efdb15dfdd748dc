package dev.belay.local.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ElasticPoolTest {
    @Test
    void a_fixed_pool_keeps_its_bound() throws Exception {
        var pool = new ElasticPool(2, 2);

        assertThat(pool.acquire(0)).isTrue();
        assertThat(pool.acquire(0)).isTrue();
        assertThat(pool.acquire(1)).isFalse();
        pool.release();
        assertThat(pool.acquire(0)).isTrue();
    }

    @Test
    void an_elastic_pool_grows_to_its_bound_within_a_second_of_waiting() throws Exception {
        var pool = new ElasticPool(1, 64);

        for (int i = 0; i < 64; i++) {
            assertThat(pool.acquire(1_000)).as("place %d", i).isTrue();
        }

        assertThat(pool.acquire(1)).isFalse();
        assertThat(pool.limit()).isEqualTo(64);
    }

    @Test
    void a_pool_that_is_drained_shrinks_to_its_lower_bound_again() throws Exception {
        var now = new AtomicLong();
        var pool = new ElasticPool(4, 64, () -> now.getAndAdd(60_000_000));
        for (int i = 0; i < 64; i++) {
            assertThat(pool.acquire(60_000)).as("place %d", i).isTrue();
        }
        assertThat(pool.limit()).isEqualTo(64);
        assertThat(pool.free()).isZero();

        pool.shrink();
        assertThat(pool.limit()).as("in use").isEqualTo(64);
        for (int i = 0; i < 64; i++) {
            pool.release();
        }
        for (int second = 0; second < 12; second++) {
            now.addAndGet(1_000_000_000);
            pool.shrink();
        }

        assertThat(pool.limit()).isEqualTo(4);
    }

    @Test
    void a_pool_does_not_shrink_under_its_lower_bound() {
        var pool = new ElasticPool(4, 8);

        pool.shrink();

        assertThat(pool.limit()).isEqualTo(4);
    }

    @Test
    void whoever_waits_gets_the_place_that_becomes_free() throws Exception {
        var pool = new ElasticPool(1, 1);
        assertThat(pool.acquire(0)).isTrue();
        var got = new CountDownLatch(1);

        Thread waiting =
                Thread.startVirtualThread(() -> {
                    try {
                        if (pool.acquire(60_000)) {
                            got.countDown();
                        }
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
        pool.release();
        waiting.join();

        assertThat(got.getCount()).isZero();
    }
}
