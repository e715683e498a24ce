// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Consortium} from "./Consortium.sol";
import {IAnamnesisRegistry} from "./IAnamnesisRegistry.sol";
import {Kind, Operations, Reason} from "./Operations.sol";
import {P256} from "./P256.sol";

/// @title The registry of Anamnesis.
/// @dev Participants, organisations and stores share one row of numbers from 1 on, so that a head and a consent are packed.
/// Every sum and cast below is of values whose width `Operations.inRange` has checked.
contract AnamnesisRegistry is IAnamnesisRegistry, Consortium {
    uint8 private constant ACTIVE = 1;

    uint8 private constant PATIENT = 1;
    uint256 private constant LAST_ENROLLED_ROLE = 14;
    uint8 private constant REGISTRAR = 16;

    uint8 private constant READ = 1;
    uint8 private constant CONTRIBUTE = 2;
    uint8 private constant EMERGENCY = 4;
    uint8 private constant DELEGATE = 8;

    uint8 private constant EFFECT_NONE = 0;
    uint8 private constant EFFECT_ALLOW = 1;

    uint8 private constant BY_NOBODY = 0;
    uint8 private constant BY_OWNER = 1;
    uint8 private constant BY_AUTHOR = 2;
    uint8 private constant BY_CONSENT = 3;

    uint256 private constant CURRENT_KEY = 1;

    /// @dev One slot. `index` 0: there is no such participant.
    struct Standing {
        uint32 index;
        uint32 organisation;
        uint8 role;
        uint8 status;
        uint64 sequence;
    }

    struct Participant {
        Standing standing;
        bytes32 signingX;
        bytes32 signingY;
    }

    /// @dev Two slots: the content hash; the rest. `version` 0: there is no such record.
    struct Head {
        bytes32 contentHash;
        uint32 patient;
        uint32 author;
        uint32 store;
        uint32 version;
        uint8 suite;
        uint64 time;
    }

    /// @dev One slot. Times are saturated at 56 bits, which lie past the year 10,000 as 64 bits do; sequences keep theirs.
    struct Consent {
        uint32 roles;
        uint8 permissions;
        uint32 purposes;
        uint8 effect;
        uint56 notBefore;
        uint56 notAfter;
        uint64 sequence;
    }

    struct Store {
        uint32 index;
        uint32 organisation;
        uint8 status;
        uint64 sequence;
        bytes32 signingX;
        bytes32 signingY;
    }

    /// @dev One slot. The organisation stays after a dismissal, and so does the last batch.
    struct Relayer {
        uint32 organisation;
        bool accredited;
        uint64 lastBatch;
    }

    uint32 private _lastIndex;
    mapping(uint32 index => bytes32 id) private _ids;
    mapping(bytes32 id => Participant) private _participants;
    mapping(bytes32 id => uint32 index) private _organisations;
    mapping(bytes32 id => Store) private _stores;
    mapping(bytes32 id => Head) private _heads;

    /// @dev By keccak256(patient's index, record, grantee's index).
    mapping(bytes32 key => Consent) private _consents;
    mapping(address account => Relayer) private _relayers;

    constructor(address[] memory members) Consortium(members) {}

    /// @inheritdoc IAnamnesisRegistry
    function applyBatch(uint64 batch, bytes32[] calldata frames) external {
        Relayer storage sender = _relayers[msg.sender];
        if (!sender.accredited) revert NotRelayer(msg.sender);
        uint64 expected = sender.lastBatch + 1;
        if (batch != expected) revert WrongBatch(expected, batch);
        sender.lastBatch = batch;
        uint256 start = 0;
        while (start < frames.length) {
            uint256 end = start + 1 + Operations.wordsAfter(frames[start]);
            if (end > frames.length) {
                emit OperationRejected(0, Reason.WRONG_NUMBER_OF_WORDS);
                break;
            }
            _apply(frames[start:end]);
            start = end;
        }
        emit BatchApplied(msg.sender, batch);
    }

    /// @inheritdoc IAnamnesisRegistry
    function applyOne(bytes32[] calldata frame) external {
        if (frame.length == 0 || frame.length != 1 + Operations.wordsAfter(frame[0])) {
            emit OperationRejected(0, Reason.WRONG_NUMBER_OF_WORDS);
        } else {
            _apply(frame);
        }
    }

    /// @inheritdoc IAnamnesisRegistry
    function admitOrganisation(bytes32 id) external onlyByVote {
        if (id == 0) revert ZeroValue();
        if (_organisations[id] != 0) revert AlreadyAdmitted(id);
        if (_participants[id].standing.index != 0) revert AlreadyEnrolled(id);
        _organisations[id] = _number(id);
        emit OrganisationAdmitted(id);
    }

    /// @inheritdoc IAnamnesisRegistry
    function appointRegistrar(bytes32 organisationId, bytes32 x, bytes32 y, bytes32 encryptionX, bytes32 encryptionY)
        external
        onlyByVote
    {
        uint32 index = _admitted(organisationId);
        if (!P256.isPoint(x, y) || !P256.isPoint(encryptionX, encryptionY)) revert InvalidKey();
        bytes32 id = _idOf(x, y);
        if (_participants[id].standing.index != 0) revert AlreadyEnrolled(id);
        _participants[id] = Participant(Standing(_number(id), index, REGISTRAR, ACTIVE, 0), x, y);
        emit RegistrarAppointed(id, organisationId, x, y, encryptionX, encryptionY);
    }

    /// @inheritdoc IAnamnesisRegistry
    function accreditRelayer(address account, bytes32 organisationId) external onlyByVote {
        if (account == address(0)) revert ZeroValue();
        Relayer storage it = _relayers[account];
        it.organisation = _admitted(organisationId);
        it.accredited = true;
        emit RelayerAccredited(account, organisationId);
    }

    /// @inheritdoc IAnamnesisRegistry
    function dismissRelayer(address account) external onlyByVote {
        if (!_relayers[account].accredited) revert UnknownRelayer(account);
        _relayers[account].accredited = false;
        emit RelayerDismissed(account);
    }

    /// @inheritdoc IAnamnesisRegistry
    function participant(bytes32 id) external view returns (ParticipantView memory) {
        Participant storage it = _participants[id];
        Standing memory standing = it.standing;
        return ParticipantView({
            organisation: _ids[standing.organisation],
            role: standing.role,
            status: standing.status,
            sequence: standing.sequence,
            signingX: it.signingX,
            signingY: it.signingY
        });
    }

    /// @inheritdoc IAnamnesisRegistry
    function record(bytes32 id) external view returns (RecordView memory) {
        Head memory head = _heads[id];
        return RecordView({
            contentHash: head.contentHash,
            patient: _ids[head.patient],
            author: _ids[head.author],
            store: _ids[head.store],
            version: head.version,
            suite: head.suite,
            time: head.time
        });
    }

    /// @inheritdoc IAnamnesisRegistry
    function consent(bytes32 patient, bytes32 recordId, bytes32 grantee) external view returns (ConsentView memory) {
        uint32 patientIndex = _participants[patient].standing.index;
        Consent memory entry = _consents[_consentKey(patientIndex, recordId, _granteeIndex(grantee))];
        return ConsentView({
            roles: entry.roles,
            permissions: entry.permissions,
            purposes: entry.purposes,
            effect: entry.effect,
            notBefore: _widened(entry.notBefore),
            notAfter: _widened(entry.notAfter),
            sequence: entry.sequence
        });
    }

    /// @inheritdoc IAnamnesisRegistry
    function store(bytes32 id) external view returns (StoreView memory) {
        Store storage it = _stores[id];
        return StoreView({
            organisation: _ids[it.organisation],
            signingX: it.signingX,
            signingY: it.signingY,
            status: it.status,
            sequence: it.sequence
        });
    }

    /// @inheritdoc IAnamnesisRegistry
    function organisation(bytes32 id) external view returns (bool) {
        return _organisations[id] != 0;
    }

    /// @inheritdoc IAnamnesisRegistry
    function relayer(address account) external view returns (RelayerView memory) {
        Relayer memory it = _relayers[account];
        return RelayerView(_ids[it.organisation], it.accredited, it.lastBatch + 1);
    }

    /// @inheritdoc IAnamnesisRegistry
    function isPermitted(bytes32 patient, bytes32 actor, bytes32 recordId, uint8 permission, uint8 purpose, uint64 time)
        external
        view
        returns (bool permitted, uint8 basis)
    {
        Standing memory owner = _participants[patient].standing;
        if (_isAnothers(recordId, owner)) return (false, BY_NOBODY);
        basis = _basis(owner, _participants[actor].standing, recordId, permission, purpose, time);
        permitted = basis != BY_NOBODY;
    }

    /// @dev The frame is a head and exactly as many words as the head announces.
    function _apply(bytes32[] calldata frame) private {
        uint256 kind = Operations.kindOf(frame[0]);
        if (kind > Kind.MANDATE) {
            emit OperationRejected(0, Reason.UNKNOWN_KIND);
            return;
        }
        uint256 signaturesAt = 1 + Operations.fieldsOf(kind);
        if (frame.length != signaturesAt + Operations.signatureWordsOf(kind)) {
            emit OperationRejected(0, Reason.WRONG_NUMBER_OF_WORDS);
            return;
        }
        bytes32[] calldata fields = frame[1:signaturesAt];
        bytes32 id = Operations.idOf(kind, fields);
        uint8 reason = _perform(kind, id, fields, frame[signaturesAt:]);
        if (reason != Reason.NONE) emit OperationRejected(id, reason);
    }

    /// @dev The order of the checks is the order of the reasons, here and in each kind.
    function _perform(uint256 kind, bytes32 id, bytes32[] calldata fields, bytes32[] calldata signatures)
        private
        returns (uint8)
    {
        if (!Operations.inRange(kind, fields)) return Reason.FIELD_OUT_OF_RANGE;
        if (!_isServed(kind)) return Reason.KIND_NOT_SERVED;
        Participant storage signer = _participants[fields[0]];
        Standing memory standing = signer.standing;
        if (standing.index == 0) return Reason.UNKNOWN_SIGNER;
        if (!P256.verify(id, signatures[0], signatures[1], signer.signingX, signer.signingY)) {
            return Reason.BAD_SIGNATURE;
        }
        if (kind == Kind.ENROL && !P256.verify(id, signatures[2], signatures[3], fields[2], fields[3])) {
            return Reason.BAD_SIGNATURE;
        }
        if (kind == Kind.ACCESS) return _access(id, fields, standing);
        if (block.timestamp >= uint256(fields[fields.length - 1])) return Reason.EXPIRED;
        if (standing.status != ACTIVE) return Reason.SIGNER_NOT_ACTIVE;
        if (kind == Kind.ENROL) return _enrol(id, fields, standing);
        if (kind == Kind.STATUS) return _changeStatus(id, fields, standing);
        if (kind == Kind.STORE) return _changeStore(id, fields, standing);
        if (kind == Kind.REGISTER) return _register(id, fields, standing);
        return _changeConsent(id, fields, standing);
    }

    function _enrol(bytes32 id, bytes32[] calldata f, Standing memory registrar) private returns (uint8) {
        uint8 role = uint8(uint256(f[6]));
        if (!_isRegistrarOf(registrar, _organisations[f[7]]) || role > LAST_ENROLLED_ROLE) return Reason.NOT_AUTHORISED;
        if (f[1] != _idOf(f[2], f[3])) return Reason.ID_MISMATCH;
        Participant storage it = _participants[f[1]];
        if (it.standing.index != 0) return Reason.ALREADY_ENROLLED;
        it.standing = Standing(_number(f[1]), registrar.organisation, role, ACTIVE, 0);
        it.signingX = f[2];
        it.signingY = f[3];
        emit Enrolled(id, f[1], f[7], f[0], role, f[2], f[3], f[4], f[5], f[8]);
        return Reason.NONE;
    }

    function _changeStatus(bytes32 id, bytes32[] calldata f, Standing memory registrar) private returns (uint8) {
        Standing storage it = _participants[f[1]].standing;
        if (!_isRegistrarOf(registrar, it.organisation)) return Reason.NOT_AUTHORISED;
        uint64 sequence = uint64(uint256(f[3]));
        if (sequence <= it.sequence) return Reason.STALE_SEQUENCE;
        it.status = uint8(uint256(f[2]));
        it.sequence = sequence;
        emit StatusChanged(id, f[1], f[0], uint8(uint256(f[2])), sequence, f[4]);
        return Reason.NONE;
    }

    function _changeStore(bytes32 id, bytes32[] calldata f, Standing memory registrar) private returns (uint8) {
        if (!_isRegistrarOf(registrar, _organisations[f[2]])) return Reason.NOT_AUTHORISED;
        Store storage it = _stores[f[1]];
        if (it.index != 0 && it.organisation != registrar.organisation) return Reason.NOT_AUTHORISED;
        uint64 sequence = uint64(uint256(f[6]));
        if (sequence <= it.sequence) return Reason.STALE_SEQUENCE;
        if (it.index == 0) it.index = _number(f[1]);
        it.organisation = registrar.organisation;
        it.status = uint8(uint256(f[5]));
        it.sequence = sequence;
        it.signingX = f[3];
        it.signingY = f[4];
        emit StoreChanged(id, f[1], f[2], f[0], f[3], f[4], uint8(uint256(f[5])), sequence);
        return Reason.NONE;
    }

    function _register(bytes32 id, bytes32[] calldata f, Standing memory author) private returns (uint8) {
        Standing memory patient = _participants[f[4]].standing;
        Head storage head = _heads[f[1]];
        uint32 version = uint32(uint256(f[3]));
        if (_basis(patient, author, f[1], CONTRIBUTE, 0, block.timestamp) == BY_NOBODY) return Reason.NOT_AUTHORISED;
        if (version == 1 ? f[1] != sha256(abi.encode(f[0], f[2])) : f[2] != 0) return Reason.ID_MISMATCH;
        if (patient.role != PATIENT) return Reason.UNKNOWN_PARTICIPANT;
        uint32 storeIndex = _activeStore(f[5]);
        if (storeIndex == 0) return Reason.UNKNOWN_STORE;
        if (version != uint256(head.version) + 1) return Reason.WRONG_VERSION;
        if (f[9] != head.contentHash) return Reason.WRONG_PREVIOUS;
        if (version != 1 && head.patient != patient.index) return Reason.WRONG_PATIENT;
        uint64 time = uint64(block.timestamp);
        _heads[f[1]] =
            Head(f[7], patient.index, author.index, storeIndex, version, uint8(uint256(f[6])), time);
        _emitRegistered(id, f);
        return Reason.NONE;
    }

    function _emitRegistered(bytes32 id, bytes32[] calldata f) private {
        emit Registered(
            id,
            f[1],
            f[4],
            f[0],
            f[5],
            uint32(uint256(f[3])),
            uint8(uint256(f[6])),
            f[7],
            uint64(uint256(f[8])),
            f[9],
            f[10],
            f[11]
        );
    }

    function _changeConsent(bytes32 id, bytes32[] calldata f, Standing memory signer) private returns (uint8) {
        Standing memory patient = _participants[f[1]].standing;
        if (_basis(patient, signer, f[2], DELEGATE, 0, block.timestamp) == BY_NOBODY) return Reason.NOT_AUTHORISED;
        uint32 grantee = _granteeIndex(f[3]);
        if (grantee == 0 || patient.role != PATIENT) return Reason.UNKNOWN_PARTICIPANT;
        if (f[2] != 0) {
            uint32 owner = _heads[f[2]].patient;
            if (owner == 0) return Reason.UNKNOWN_RECORD;
            if (owner != patient.index) return Reason.WRONG_PATIENT;
        }
        bytes32 key = _consentKey(patient.index, f[2], grantee);
        if (uint64(uint256(f[10])) <= _consents[key].sequence) return Reason.STALE_SEQUENCE;
        if (grantee == patient.index) return Reason.INVALID_GRANTEE;
        _consents[key] = Consent({
            roles: uint32(uint256(f[4])),
            permissions: uint8(uint256(f[5])),
            purposes: uint32(uint256(f[6])),
            effect: uint8(uint256(f[7])),
            notBefore: _saturated(uint256(f[8])),
            notAfter: _saturated(uint256(f[9])),
            sequence: uint64(uint256(f[10]))
        });
        _emitConsentChanged(id, f);
        return Reason.NONE;
    }

    function _emitConsentChanged(bytes32 id, bytes32[] calldata f) private {
        emit ConsentChanged(
            id,
            f[1],
            f[3],
            f[0],
            f[2],
            uint32(uint256(f[4])),
            uint8(uint256(f[5])),
            uint32(uint256(f[6])),
            uint8(uint256(f[7])),
            uint64(uint256(f[8])),
            uint64(uint256(f[9])),
            uint64(uint256(f[10]))
        );
    }

    /// @dev A read that happened is never rejected: the verdict says what this contract thinks of it.
    function _access(bytes32 id, bytes32[] calldata f, Standing memory actor) private returns (uint8) {
        Standing memory patient = _participants[f[3]].standing;
        uint8 basis = _isAnothers(f[1], patient)
            ? BY_NOBODY
            : _basis(patient, actor, f[1], READ, uint8(uint256(f[4])), block.timestamp);
        uint256 verdict = uint256(actor.status) << 32 | CURRENT_KEY << 24 | uint256(actor.role) << 16
            | uint256(basis) << 8 | (basis == BY_NOBODY ? 0 : 1);
        emit Accessed(
            id,
            f[3],
            f[0],
            f[1],
            uint32(uint256(f[2])),
            uint8(uint256(f[4])),
            uint8(uint256(f[5])),
            f[6],
            f[7],
            uint64(uint256(f[8])),
            f[9],
            bytes32(verdict)
        );
        return Reason.NONE;
    }

    /// @dev Why `actor` may, or `BY_NOBODY`. Entries do not bind the patient, so the patient is never locked out.
    function _basis(
        Standing memory patient,
        Standing memory actor,
        bytes32 recordId,
        uint8 permission,
        uint8 purpose,
        uint256 time
    ) private view returns (uint8) {
        if (patient.index == 0 || actor.index == 0 || !_isPermission(permission) || (permission == READ && purpose == 0)) {
            return BY_NOBODY;
        }
        if (actor.index == patient.index) return BY_OWNER;
        if (actor.status != ACTIVE) return BY_NOBODY;
        Head storage head = _heads[recordId];
        bool exists = recordId != 0 && head.version != 0;
        uint8 effect = EFFECT_NONE;
        // Only an existing record can have entries of its own.
        if (exists) effect = _effect(patient, actor, recordId, permission, purpose, time);
        if (effect == EFFECT_NONE) effect = _effect(patient, actor, 0, permission, purpose, time);
        if (effect != EFFECT_NONE) return effect == EFFECT_ALLOW ? BY_CONSENT : BY_NOBODY;
        return permission == READ && exists && head.author == actor.index ? BY_AUTHOR : BY_NOBODY;
    }

    /// @dev Whether the record exists and belongs to another patient. REGISTER and CONSENT have a reason of its own for that.
    function _isAnothers(bytes32 recordId, Standing memory patient) private view returns (bool) {
        uint32 owner = _heads[recordId].patient;
        return owner != 0 && owner != patient.index;
    }

    /// @dev The effect of the person's entry, else of the organisation's.
    function _effect(
        Standing memory patient,
        Standing memory actor,
        bytes32 recordId,
        uint8 permission,
        uint8 purpose,
        uint256 time
    ) private view returns (uint8) {
        Consent memory entry = _consents[_consentKey(patient.index, recordId, actor.index)];
        if (_decides(entry, permission, purpose, time)) return entry.effect;
        entry = _consents[_consentKey(patient.index, recordId, actor.organisation)];
        bool ofRole = entry.roles & (uint256(1) << actor.role) != 0;
        return ofRole && _decides(entry, permission, purpose, time) ? entry.effect : EFFECT_NONE;
    }

    function _isPermission(uint8 permission) private pure returns (bool) {
        return permission == READ || permission == CONTRIBUTE || permission == EMERGENCY || permission == DELEGATE;
    }

    function _decides(Consent memory entry, uint8 permission, uint8 purpose, uint256 time)
        private
        pure
        returns (bool)
    {
        if (entry.effect == EFFECT_NONE || entry.permissions & permission != permission) return false;
        if (time < entry.notBefore || time >= entry.notAfter) return false;
        return permission != READ || entry.purposes & (uint256(1) << purpose) != 0;
    }

    function _isServed(uint256 kind) private pure returns (bool) {
        return kind == Kind.ENROL || (kind >= Kind.STATUS && kind <= Kind.ACCESS) || kind == Kind.STORE;
    }

    function _isRegistrarOf(Standing memory it, uint32 organisationIndex) private pure returns (bool) {
        return organisationIndex != 0 && it.role == REGISTRAR && it.organisation == organisationIndex;
    }

    function _admitted(bytes32 organisationId) private view returns (uint32 index) {
        index = _organisations[organisationId];
        if (index == 0) revert UnknownOrganisation(organisationId);
    }

    function _activeStore(bytes32 id) private view returns (uint32) {
        Store storage it = _stores[id];
        return it.status == ACTIVE ? it.index : 0;
    }

    function _granteeIndex(bytes32 grantee) private view returns (uint32 index) {
        index = _participants[grantee].standing.index;
        if (index == 0) index = _organisations[grantee];
    }

    function _number(bytes32 id) private returns (uint32 index) {
        index = ++_lastIndex;
        _ids[index] = id;
    }

    function _idOf(bytes32 signingX, bytes32 signingY) private pure returns (bytes32) {
        return sha256(abi.encodePacked(uint8(4), signingX, signingY));
    }

    function _consentKey(uint32 patient, bytes32 recordId, uint32 grantee) private pure returns (bytes32) {
        return keccak256(abi.encode(patient, recordId, grantee));
    }

    function _saturated(uint256 time) private pure returns (uint56) {
        return time < type(uint56).max ? uint56(time) : type(uint56).max;
    }

    function _widened(uint56 time) private pure returns (uint64) {
        return time == type(uint56).max ? type(uint64).max : time;
    }
}
