@NullMarked
package io.parley.config;

import org.jspecify.annotations.NullMarked;
