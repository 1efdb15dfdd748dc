/// Activities as users write and name them: types, options, presets, what an attempt knows.
@NullMarked
package dev.belay.core.activity;

import org.jspecify.annotations.NullMarked;
