package org.anamnesis.protocol.json;

import java.util.function.Supplier;
import org.anamnesis.protocol.id.Registry;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Jackson as strict as it goes: no unknown or repeated names, no coercion, nothing missing that is
 * not {@code @Nullable}, bounded depth and sizes.
 */
public final class StrictJson {
  private static final int DEEPEST = 32;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_NUMBER = 40;

  private StrictJson() {}

  /**
   * A mapper for the operations of one registry.
   *
   * @param registry asked at every operation that is read
   * @param longestString octets of the longest string that is read
   */
  public static JsonMapper mapper(Supplier<Registry> registry, int longestString) {
    JsonFactoryBuilder factory = JsonFactory.builder();
    restrict(factory, longestString);
    return restrict(JsonMapper.builder(factory.build()))
        .addModule(new ProtocolJson(registry))
        .build();
  }

  /** Restricts what is read as JSON at all. */
  public static void restrict(JsonFactoryBuilder builder, int longestString) {
    builder
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNameLength(LONGEST_NAME)
                .maxNumberLength(LONGEST_NUMBER)
                .maxStringLength(longestString)
                .build());
  }

  /** Restricts what is bound to types. */
  public static JsonMapper.Builder restrict(JsonMapper.Builder builder) {
    return builder
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .annotationIntrospector(
            AnnotationIntrospector.pair(
                builder.annotationIntrospector(), new RequiredComponents()));
  }
}
