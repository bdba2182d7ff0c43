package io.parley.embed;

/** Something that an agent may do; {@link Actions} has them. What is not allowed cannot happen, whatever a caller says. */
public sealed interface Allowed permits ActionPlan, Transfer {}
