@NullMarked
package io.parley.actions;

import org.jspecify.annotations.NullMarked;
