/// What the engine needs from the outside. Every port has a contract in the test kit that each
/// adapter passes. All methods may throw [dev.belay.core.error.BelayException] when the service
/// behind them does not answer; the engine then acknowledges nothing, and the messages come again.
@NullMarked
package dev.belay.core.port;

import org.jspecify.annotations.NullMarked;
