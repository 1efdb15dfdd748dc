package dev.belay.local.bench;

import dev.belay.local.bench.LaneTimeline.Point;
import dev.belay.local.bench.Lanes.Window;
import dev.belay.local.bench.SteadyLoad.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// Latency and queue depth over one time axis, as SVG: small, because times are drawn in buckets of
/// which the middle and the worst are shown.
///
/// @param begun where the time axis begins, by [System#nanoTime]
/// @param bursts drawn as bands
record LanePlot(
        long begun,
        List<Window> bursts,
        List<Sample> system,
        List<Sample> calm,
        List<Point> points) {
    private static final int WIDTH = 920;
    private static final int LEFT = 64;
    private static final int RIGHT = 900;
    private static final double BUCKET_SECONDS = 0.25;
    private static final double MILLIS_MIN = 1;
    private static final double MILLIS_MAX = 10_000;

    private static final Panel LATENCY = new Panel(36, 250);
    private static final Panel DEPTH = new Panel(300, 440);

    private record Panel(int top, int bottom) {
        double y(double share) {
            return bottom - Math.clamp(share, 0, 1) * (bottom - top);
        }
    }

    String svg() {
        var out = new StringBuilder();
        out.append(
                String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d 490\" font-family=\"sans-serif\" font-size=\"12\">%n",
                        WIDTH));
        out.append(
                String.format(
                        Locale.ROOT, "<rect width=\"%d\" height=\"490\" fill=\"#fff\"/>%n", WIDTH));
        for (Window burst : bursts) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "<rect x=\"%.1f\" y=\"36\" width=\"%.1f\" height=\"404\" fill=\"#f3e9d8\"/>%n",
                            x(burst.from()),
                            x(burst.to()) - x(burst.from())));
        }
        latency(out);
        depth(out);
        seconds(out);
        return out.append("</svg>\n").toString();
    }

    private void latency(StringBuilder out) {
        text(out, LEFT, 22, "start to end, ms: middle (bold) and worst of each quarter second");
        text(out, 560, 22, "#1f5fa8", "system");
        text(out, 620, 22, "#c2410c", "calm workspace in automation");
        for (int millis = 1; millis <= MILLIS_MAX; millis *= 10) {
            double y = LATENCY.y(log(millis));
            rule(out, y);
            text(out, 20, y + 4, String.format(Locale.ROOT, "%,d", millis));
        }
        lines(out, "#1f5fa8", system);
        lines(out, "#c2410c", calm);
    }

    private void lines(StringBuilder out, String colour, List<Sample> samples) {
        var buckets = new TreeMap<Integer, List<Double>>();
        for (Sample sample : samples) {
            if (sample.at() >= begun) {
                buckets.computeIfAbsent(
                                (int) (seconds(sample.at()) / BUCKET_SECONDS),
                                _ -> new ArrayList<>())
                        .add(sample.millis());
            }
        }
        line(out, colour, 0.8, buckets, 1);
        line(out, colour, 1.8, buckets, 0.5);
    }

    private void line(
            StringBuilder out,
            String colour,
            double width,
            TreeMap<Integer, List<Double>> buckets,
            double share) {
        var path = new StringBuilder();
        buckets.forEach((bucket, values) -> {
            double millis =
                    Results.percentile(
                            values.stream().mapToDouble(Double::doubleValue).toArray(), share);
            double x = x(begun + (long) ((bucket + 0.5) * BUCKET_SECONDS * 1e9));
            path.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, LATENCY.y(log(millis))));
        });
        polyline(out, colour, width, path);
    }

    private void depth(StringBuilder out) {
        long most = Math.max(1, points.stream().mapToLong(Point::depth).max().orElse(1));
        int places = Math.max(1, points.stream().mapToInt(Point::limit).max().orElse(1));
        text(
                out,
                LEFT,
                286,
                "#444",
                String.format(Locale.ROOT, "messages in the lane automation, to %,d", most));
        text(
                out,
                480,
                286,
                "#15803d",
                String.format(Locale.ROOT, "places for its attempts, to %,d", places));
        rule(out, DEPTH.y(0));
        rule(out, DEPTH.y(1));
        over(out, "#444", point -> (double) point.depth() / most);
        over(out, "#15803d", point -> (double) point.limit() / places);
    }

    private void over(StringBuilder out, String colour, ToDoubleFunction<Point> share) {
        var path = new StringBuilder();
        long shown = Long.MIN_VALUE;
        for (Point point : points) {
            if (point.at() >= begun && point.at() - shown > BUCKET_SECONDS * 4e8) {
                path.append(
                        String.format(
                                Locale.ROOT,
                                "%.1f,%.1f ",
                                x(point.at()),
                                DEPTH.y(share.applyAsDouble(point))));
                shown = point.at();
            }
        }
        polyline(out, colour, 1.4, path);
    }

    private void seconds(StringBuilder out) {
        for (int second = 0; second <= seconds(end()); second += 10) {
            double x = x(begun + second * 1_000_000_000L);
            text(out, x - 6, 458, second + " s");
        }
        text(out, LEFT, 480, "bands: a burst of one workspace arrives at once and drains");
    }

    private long end() {
        return points.isEmpty() ? begun + 1 : points.getLast().at();
    }

    private double seconds(long at) {
        return (at - begun) / 1e9;
    }

    private double x(long at) {
        return LEFT + (RIGHT - LEFT) * (double) (at - begun) / Math.max(1, end() - begun);
    }

    private static double log(double millis) {
        return Math.log(millis / MILLIS_MIN) / Math.log(MILLIS_MAX / MILLIS_MIN);
    }

    private static void rule(StringBuilder out, double y) {
        out.append(
                String.format(
                        Locale.ROOT,
                        "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n",
                        LEFT,
                        RIGHT,
                        y,
                        y));
    }

    private static void polyline(
            StringBuilder out, String colour, double width, CharSequence path) {
        out.append(
                String.format(
                        Locale.ROOT,
                        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\" points=\"%s\"/>%n",
                        colour,
                        width,
                        path));
    }

    private static void text(StringBuilder out, double x, double y, String words) {
        text(out, x, y, "#444", words);
    }

    private static void text(StringBuilder out, double x, double y, String colour, String words) {
        out.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>%n",
                        x,
                        y,
                        colour,
                        words));
    }
}
