package io.parley.sip;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** What we call ourselves in User-Agent and Server. */
final class Product {
    static final String NAME = "Parley/" + version();

    private Product() {}

    private static String version() {
        try (InputStream in = Product.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "0");
        } catch (IOException e) {
            return "0";
        }
    }
}
