/// The laws of the engine, and what workflow code is promised.
@org.jspecify.annotations.NullMarked
package dev.belay.testkit.engine;
