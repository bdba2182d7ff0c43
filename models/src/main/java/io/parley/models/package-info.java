@NullMarked
package io.parley.models;

import org.jspecify.annotations.NullMarked;
