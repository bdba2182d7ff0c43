package io.parley.agent;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of whole conversations in virtual time share: the real models, and a business that takes every order. */
abstract class VirtualCalls {
    static Studio studio;
    static Kitchen kitchen;

    @BeforeAll
    static void open(@TempDir Path data) {
        studio = new Studio();
        kitchen = new Kitchen(data);
    }

    @AfterAll
    static void close() {
        kitchen.close();
        studio.close();
    }

    @BeforeEach
    void forget() {
        kitchen.status = 201;
        kitchen.forget();
    }
}
