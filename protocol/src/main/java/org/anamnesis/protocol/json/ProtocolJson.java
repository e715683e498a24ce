package org.anamnesis.protocol.json;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.anamnesis.protocol.code.Basis;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Numbered;
import org.anamnesis.protocol.code.ParticipantStatus;
import org.anamnesis.protocol.code.Permission;
import org.anamnesis.protocol.code.Permissions;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.code.Purposes;
import org.anamnesis.protocol.code.RejectionReason;
import org.anamnesis.protocol.code.ReviewOutcome;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.code.Roles;
import org.anamnesis.protocol.code.StoreStatus;
import org.anamnesis.protocol.id.Bytes32;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.Id;
import org.anamnesis.protocol.id.OperationId;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.protocol.key.Signature;
import org.anamnesis.protocol.operation.Kind;
import org.anamnesis.protocol.operation.Message;
import org.anamnesis.protocol.operation.SignedOperation;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * The JSON forms of the protocol's types ({@code docs/http-api.md}, Conventions): ids and hashes as
 * 64 lower-case hexadecimal digits, octets and signatures as base64url without padding, addresses
 * with {@code 0x}, numbers, numbered tables and masks as decimal digits without sign, signed
 * operations as message and signatures. Reading octets that are no operation of the registry throws
 * {@link org.anamnesis.protocol.operation.MalformedOperation}, perhaps as the cause of Jackson's
 * own exception.
 */
public final class ProtocolJson extends SimpleModule {
  private static final long serialVersionUID = 1;

  /**
   * A module for one network.
   *
   * @param registry for which contract a signed operation must be; asked at every operation
   */
  public ProtocolJson(Supplier<Registry> registry) {
    super("anamnesis-protocol");
    text(Bytes32.class, Bytes32::hex, Bytes32::parse);
    text(Hash.class, Id::hex, Hash::parse);
    text(OperationId.class, Id::hex, OperationId::parse);
    text(OrganisationId.class, Id::hex, OrganisationId::parse);
    text(ParticipantId.class, Id::hex, ParticipantId::parse);
    text(RecordId.class, Id::hex, RecordId::parse);
    text(StoreId.class, Id::hex, StoreId::parse);
    text(EthereumAddress.class, EthereumAddress::text, EthereumAddress::new);
    text(Octets.class, Octets::text, Octets::parse);
    text(byte[].class, Base64Url::text, Base64Url::octets);
    text(
        Signature.class,
        signature -> Base64Url.text(signature.octets()),
        text -> Signature.of(Base64Url.octets(text)));
    number(Roles.class, Roles::mask, Roles::new);
    number(Permissions.class, Permissions::mask, Permissions::new);
    number(Purposes.class, Purposes::mask, Purposes::new);
    addDeserializer(
        String.class, new Reader<>(String.class, JsonToken.VALUE_STRING, JsonParser::getString));
    addDeserializer(
        long.class, new Reader<>(long.class, JsonToken.VALUE_NUMBER_INT, ProtocolJson::unsigned));
    tables();
    addSerializer(SignedOperation.class, new OperationWriter());
    addDeserializer(SignedOperation.class, new OperationReader(registry));
  }

  private void tables() {
    table(Basis.class);
    table(Category.class);
    table(Effect.class);
    table(Kind.class);
    table(ParticipantStatus.class);
    table(Permission.class);
    table(Purpose.class);
    table(RejectionReason.class);
    table(ReviewOutcome.class);
    table(Role.class);
    table(StoreStatus.class);
  }

  private <E extends Enum<E> & Numbered> void table(Class<E> table) {
    number(table, Numbered::number, number -> Numbered.of(table, number));
  }

  private <T> void text(Class<T> type, Function<T, String> write, Function<String, T> read) {
    addSerializer(type, new Writer<>((value, out) -> out.writeString(write.apply(value))));
    addDeserializer(
        type, new Reader<>(type, JsonToken.VALUE_STRING, parser -> read.apply(parser.getString())));
  }

  private <T> void number(Class<T> type, ToLongFunction<T> write, LongFunction<T> read) {
    addSerializer(type, new Writer<>((value, out) -> out.writeNumber(write.applyAsLong(value))));
    addDeserializer(
        type,
        new Reader<>(type, JsonToken.VALUE_NUMBER_INT, parser -> read.apply(unsigned(parser))));
  }

  /** To Jackson, negative zero is a number like any other. */
  private static long unsigned(JsonParser parser) {
    if (parser.getString().startsWith("-")) {
      throw new IllegalArgumentException("numbers have no sign");
    }
    return parser.getLongValue();
  }

  @FunctionalInterface
  private interface Written<T> {
    void to(T value, JsonGenerator out);
  }

  private static final class Writer<T> extends ValueSerializer<T> {
    private final Written<T> written;

    Writer(Written<T> written) {
      this.written = written;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializationContext context) {
      written.to(value, out);
    }
  }

  private static final class Reader<T> extends ValueDeserializer<T> {
    private final Class<T> type;
    private final JsonToken token;
    private final Function<JsonParser, T> read;

    Reader(Class<T> type, JsonToken token, Function<JsonParser, T> read) {
      this.type = type;
      this.token = token;
      this.read = read;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) {
      if (in.currentToken() != token) {
        throw context.wrongTokenException(in, type, token, "misshapen value");
      }
      try {
        return read.apply(in);
      } catch (IllegalArgumentException misshapen) {
        throw context.wrongTokenException(in, type, token, "misshapen value");
      }
    }
  }

  private record Carried(Octets message, List<Signature> signatures) {}

  private static final class OperationWriter extends ValueSerializer<SignedOperation> {
    @Override
    public void serialize(SignedOperation value, JsonGenerator out, SerializationContext context) {
      context.writeValue(out, new Carried(Octets.of(value.message().octets()), value.signatures()));
    }
  }

  private static final class OperationReader extends ValueDeserializer<SignedOperation> {
    private final Supplier<Registry> registry;

    OperationReader(Supplier<Registry> registry) {
      this.registry = registry;
    }

    @Override
    public SignedOperation deserialize(JsonParser in, DeserializationContext context) {
      Carried carried = context.readValue(in, Carried.class);
      Message message = Message.parse(carried.message().bytes(), registry.get());
      return new SignedOperation(message, carried.signatures());
    }
  }
}
