package dev.belay.examples.sitewatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.core.activity.ActivityException;
import dev.belay.core.model.RunKey;
import dev.belay.examples.Examples;
import dev.belay.examples.sitewatch.SiteWatch.Seen;
import dev.belay.examples.support.Host;
import dev.belay.examples.support.Host.Crash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteWatchTest {
    private final List<Instant> looks = new ArrayList<>();
    private int refusals;
    private final Host host =
            new Host(
                    Crash.BEFORE_WORK,
                    0,
                    Examples.workflows(),
                    (activities, _) -> activities.add(SiteWatch.HTTP_REQUEST, (_, _) -> look()));

    @Test
    void the_site_is_looked_at_as_often_as_asked_with_pauses_between() throws InterruptedException {
        WatchReport report = watch(new WatchRequest("http://site/", 3, Duration.ofMinutes(5)));

        assertThat(report.statuses()).containsExactly(200, 200, 200);
        assertThat(Duration.between(looks.getFirst(), looks.getLast()))
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    }

    @Test
    void an_answer_that_may_pass_is_tried_again() throws InterruptedException {
        refusals = 1;

        WatchReport report = watch(new WatchRequest("http://site/", 1, null));

        assertThat(report.statuses()).containsExactly(200);
        assertThat(looks).hasSize(2);
    }

    private WatchReport watch(WatchRequest request) throws InterruptedException {
        RunKey run = host.start(SiteWatch.TYPE, "watch", request);
        return host.resultOf(SiteWatch.TYPE, run);
    }

    private Seen look() {
        looks.add(host.clock.instant());
        if (looks.size() <= refusals) {
            throw ActivityException.transientFailure("http-503", "the site is out of order");
        }
        return new Seen(200);
    }
}
