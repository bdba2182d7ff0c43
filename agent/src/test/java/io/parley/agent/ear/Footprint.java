package io.parley.agent.ear;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bytes of what an object of Parley's keeps, counted by its fields, with object headers as the usual JVM lays them out. */
final class Footprint {
    private static final int HEADER = 16;
    private static final int REFERENCE = 4;
    private static final Set<Class<?>> WIDE = Set.of(long.class, double.class);
    private static final Set<Class<?>> NARROW = Set.of(byte.class, boolean.class);
    private static final Set<Class<?>> SHORT = Set.of(short.class, char.class);

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private long bytes;

    /** Without the objects of {@code shared} and what only they keep. Of the JDK's own classes only what collections hold. */
    static long of(Object root, Object... shared) {
        Footprint counted = new Footprint();
        Collections.addAll(counted.seen, shared);
        counted.add(root);
        return counted.bytes;
    }

    /** What a call keeps of its own; what comes out of the ear is lent by the lane. */
    static long ofCall(EarSlot slot, EarLane lane, Grammar grammar) {
        return of(slot, lane, grammar, Ears.model(), Ears.model().loop(), slot.stream.out);
    }

    private void add(@Nullable Object object) {
        if (object == null || object instanceof Class<?> || !seen.add(object)) {
            return;
        }
        bytes += HEADER;
        if (object.getClass().isArray()) {
            array(object);
        } else if (object instanceof Collection<?> collection) {
            bytes += (long) collection.size() * REFERENCE;
            collection.forEach(this::add);
        } else if (object.getClass().getName().startsWith("io.parley.")
                && !object.getClass().isHidden()) {
            fields(object);
        }
    }

    private void array(Object array) {
        Class<?> type = array.getClass().getComponentType();
        bytes += (long) Array.getLength(array) * size(type);
        if (!type.isPrimitive()) {
            for (Object element : (Object[]) array) {
                add(element);
            }
        }
    }

    private void fields(Object object) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    bytes += size(field.getType());
                    if (!field.getType().isPrimitive()) {
                        add(value(field, object));
                    }
                }
            }
        }
    }

    private static @Nullable Object value(Field field, Object object) {
        try {
            if (field.getDeclaringClass().getName().startsWith("java.")) {
                return null;
            }
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static int size(Class<?> type) {
        if (WIDE.contains(type)) {
            return Long.BYTES;
        }
        if (NARROW.contains(type)) {
            return 1;
        }
        return SHORT.contains(type) ? Short.BYTES : REFERENCE;
    }
}
