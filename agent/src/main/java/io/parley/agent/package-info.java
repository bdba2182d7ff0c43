@NullMarked
package io.parley.agent;

import org.jspecify.annotations.NullMarked;
