package dev.belay.jq.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.jq.value.Arithmetic;
import dev.belay.jq.value.JqError;
import dev.belay.jq.value.Json;
import dev.belay.jq.value.Work;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/// Mathematics, by [StrictMath]: the same digits on every machine. Rounding is exact anyway.
final class MathFunctions {
    private static final double LN_2 = StrictMath.log(2);

    private MathFunctions() {}

    static void addTo(Catalog catalog) {
        whole(catalog, "floor", Math::floor);
        whole(catalog, "ceil", Math::ceil);
        whole(catalog, "round", MathFunctions::round);
        whole(catalog, "trunc", x -> x < 0 ? Math.ceil(x) : Math.floor(x));
        whole(catalog, "rint", Math::rint);
        whole(catalog, "nearbyint", Math::rint);
        one(catalog, "sqrt", StrictMath::sqrt);
        one(catalog, "cbrt", StrictMath::cbrt);
        one(catalog, "exp", StrictMath::exp);
        one(catalog, "exp2", x -> StrictMath.pow(2, x));
        one(catalog, "exp10", x -> StrictMath.pow(10, x));
        one(catalog, "pow10", x -> StrictMath.pow(10, x));
        one(catalog, "expm1", StrictMath::expm1);
        one(catalog, "log", StrictMath::log);
        one(catalog, "log2", MathFunctions::log2);
        one(catalog, "log10", StrictMath::log10);
        one(catalog, "log1p", StrictMath::log1p);
        one(catalog, "logb", x -> x == 0 ? Double.NEGATIVE_INFINITY : Math.getExponent(x));
        one(
                catalog,
                "significand",
                x -> x == 0 ? x : x / StrictMath.scalb(1.0, Math.getExponent(x)));
        one(catalog, "sin", StrictMath::sin);
        one(catalog, "cos", StrictMath::cos);
        one(catalog, "tan", StrictMath::tan);
        one(catalog, "asin", StrictMath::asin);
        one(catalog, "acos", StrictMath::acos);
        one(catalog, "atan", StrictMath::atan);
        one(catalog, "sinh", StrictMath::sinh);
        one(catalog, "cosh", StrictMath::cosh);
        one(catalog, "tanh", StrictMath::tanh);
        one(catalog, "asinh", x -> Math.copySign(asinh(Math.abs(x)), x));
        one(catalog, "acosh", x -> StrictMath.log(x + StrictMath.sqrt(x * x - 1)));
        one(catalog, "atanh", x -> 0.5 * StrictMath.log((1 + x) / (1 - x)));
        two(catalog, "pow", StrictMath::pow);
        two(catalog, "atan2", StrictMath::atan2);
        two(catalog, "hypot", StrictMath::hypot);
        two(catalog, "fmin", MathFunctions::min);
        two(catalog, "fmax", (x, y) -> -min(-x, -y));
        two(catalog, "fmod", (x, y) -> x % y);
        two(catalog, "copysign", Math::copySign);
        two(catalog, "drem", StrictMath::IEEEremainder);
        two(catalog, "nexttoward", StrictMath::nextAfter);
        two(catalog, "nextafter", StrictMath::nextAfter);
        two(catalog, "ldexp", MathFunctions::scale);
        two(catalog, "scalb", MathFunctions::scale);
        two(catalog, "scalbln", MathFunctions::scale);
        catalog.add("fabs/0", (_, in, _) -> Json.of(Math.abs(Json.number(in, "fabs"))))
                .add("abs/0", (work, in, _) -> abs(in, work))
                .add("fma/3", MathFunctions::fma)
                .add("modf/0", MathFunctions::modf)
                .add("frexp/0", MathFunctions::frexp)
                .add("infinite/0", (_, _, _) -> Json.of(Double.POSITIVE_INFINITY))
                .add("nan/0", (_, _, _) -> Json.of(Double.NaN))
                .add("isnan/0", (_, in, _) -> Json.of(Double.isNaN(Json.number(in, "isnan"))))
                .add(
                        "isinfinite/0",
                        (_, in, _) -> Json.of(Double.isInfinite(Json.number(in, "isinfinite"))))
                .add("isnormal/0", (_, in, _) -> Json.of(isNormal(Json.number(in, "isnormal"))));
    }

    private static void one(Catalog catalog, String name, DoubleUnaryOperator function) {
        catalog.add(
                name + "/0", (_, in, _) -> Json.of(function.applyAsDouble(Json.number(in, name))));
    }

    private static void two(Catalog catalog, String name, DoubleBinaryOperator function) {
        catalog.add(
                name + "/2",
                (_, _, of) ->
                        Json.of(
                                function.applyAsDouble(
                                        Json.number(of[0], name), Json.number(of[1], name))));
    }

    /// Leaves an integer as it is, also one that no double holds.
    private static void whole(Catalog catalog, String name, DoubleUnaryOperator function) {
        catalog.add(
                name + "/0",
                (_, in, _) ->
                        Json.isLong(in)
                                ? in
                                : Json.of(function.applyAsDouble(Json.number(in, name))));
    }

    static JsonNode abs(JsonNode in, Work work) {
        if (!in.isNumber()) {
            throw JqError.of(Json.type(in) + " has no absolute value");
        }
        return in.doubleValue() < 0 ? Arithmetic.negate(in, work) : in;
    }

    private static double round(double x) {
        return Math.copySign(Math.floor(Math.abs(x) + 0.5), x);
    }

    private static double log2(double x) {
        int exponent = Math.getExponent(x);
        return x == StrictMath.scalb(1.0, exponent) ? exponent : StrictMath.log(x) / LN_2;
    }

    private static double asinh(double x) {
        return StrictMath.log(x + StrictMath.sqrt(x * x + 1));
    }

    /// `nan` only when both are.
    private static double min(double x, double y) {
        return Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.min(x, y);
    }

    private static double scale(double x, double power) {
        return StrictMath.scalb(x, (int) Math.max(-5_000, Math.min(5_000, power)));
    }

    private static boolean isNormal(double x) {
        return Double.isFinite(x) && Math.abs(x) >= Double.MIN_NORMAL;
    }

    private static JsonNode fma(Work work, JsonNode in, JsonNode[] of) {
        return Json.of(
                Math.fma(
                        Json.number(of[0], "fma"),
                        Json.number(of[1], "fma"),
                        Json.number(of[2], "fma")));
    }

    private static JsonNode modf(Work work, JsonNode in, JsonNode[] none) {
        double x = Json.number(in, "modf");
        double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
        work.buildArray(2);
        return Json.array().add(Json.of(Double.isInfinite(x) ? 0 : x - whole)).add(Json.of(whole));
    }

    private static JsonNode frexp(Work work, JsonNode in, JsonNode[] none) {
        double x = Json.number(in, "frexp");
        work.buildArray(2);
        if (x == 0 || !Double.isFinite(x)) {
            return Json.array().add(Json.of(x)).add(Json.of(0));
        }
        int exponent = Math.getExponent(x) + 1;
        if (exponent <= Double.MIN_EXPONENT) {
            exponent = Math.getExponent(x * 0x1p54) + 1 - 54;
        }
        return Json.array().add(Json.of(StrictMath.scalb(x, -exponent))).add(Json.of(exponent));
    }
}
