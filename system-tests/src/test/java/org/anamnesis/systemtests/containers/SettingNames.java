package org.anamnesis.systemtests.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The settings that a service's compiled classes have: its records, and values by their name. */
final class SettingNames {
  private static final Pattern VALUE = Pattern.compile("\\$\\{(anamnesis\\.[a-z.-]+)[:}]");
  private static final String ANNOTATION =
      "Lorg/springframework/boot/context/properties/ConfigurationProperties;";
  private static final List<String> SHARED = List.of("service-web", "protocol");

  private final Map<String, Class<?>> records = new LinkedHashMap<>();
  private final Set<String> names = new LinkedHashSet<>();

  private SettingNames() {}

  static SettingNames of(Path home, String service) {
    SettingNames settings = new SettingNames();
    List<Path> roots = new ArrayList<>();
    Stream.concat(Stream.of(service), SHARED.stream())
        .forEach(module -> roots.add(home.resolve(module).resolve("target/classes")));
    ClassLoader loader =
        new URLClassLoader(
            roots.stream().map(SettingNames::url).toArray(URL[]::new),
            SettingNames.class.getClassLoader());
    roots.forEach(root -> settings.scan(root, loader));
    if (settings.records.isEmpty()) {
      throw new IllegalStateException("The module " + service + " is not compiled.");
    }
    return settings;
  }

  /** The records of settings by their prefix. */
  Map<String, Class<?>> records() {
    return records;
  }

  /** Whether there is a setting of this name, in its canonical form. */
  boolean hasProperty(String name) {
    return names.contains(name.replaceAll("\\[\\d+]", "[]"));
  }

  /** Whether there is a setting that is read from this variable. */
  boolean hasVariable(String variable) {
    String pattern = variable.replaceAll("_\\d+_", "[]_");
    return names.stream().anyMatch(name -> variable(name).equals(pattern));
  }

  /** As Spring Boot reads the environment: no dashes, and an underscore for a dot. */
  private static String variable(String name) {
    return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private void scan(Path root, ClassLoader loader) {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String octets = Files.readString(file, StandardCharsets.ISO_8859_1);
        Matcher value = VALUE.matcher(octets);
        while (value.find()) {
          names.add(value.group(1));
        }
        if (octets.contains(ANNOTATION)) {
          String name = root.relativize(file).toString().replace('/', '.');
          add(Class.forName(name.substring(0, name.length() - 6), false, loader));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(Class<?> type) {
    ConfigurationProperties annotation = type.getAnnotation(ConfigurationProperties.class);
    if (annotation != null) {
      records.put(annotation.value(), type);
      addComponents(annotation.value(), type);
    }
  }

  private void addComponents(String prefix, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + "." + kebab(component.getName());
      if (component.getGenericType() instanceof ParameterizedType list
          && list.getActualTypeArguments()[0] instanceof Class<?> element
          && element.isRecord()) {
        addComponents(name + "[]", element);
      } else {
        names.add(name);
      }
    }
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static URL url(Path folder) {
    try {
      return URI.create(folder.toUri() + (folder.toUri().toString().endsWith("/") ? "" : "/"))
          .toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
