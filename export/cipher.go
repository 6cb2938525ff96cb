package export

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Encryption is AES-256 as PDF 2.0 has it (ISO 32000-2, 7.6: V 5, R 6, AESV3), which is what readers open. Where the
// format asks for random numbers they are worked out from the password and what is encrypted: so the same packet under
// the same password is the same file, each block of it depends on all of its string or stream, and a file can be
// checked to the last bit by decrypting it and encrypting it again. That two files are equal is all that can be seen
// from outside. There is one password; who has it may do everything, since permissions of the format bind only those
// programs that choose to be bound.

// Errors of encrypted packets.
var (
	ErrNeedsPassword = errors.New("this packet is encrypted: its password is needed")
	ErrPassword      = errors.New("this is not the password of the packet")
)

// longestPassword is the format's limit, in bytes of UTF-8; shortest is ours.
const (
	longestPassword  = 127
	shortestPassword = 8
)

// preparePassword brings a password to the form that every reader makes of what is typed (SASLprep, RFC 4013).
func preparePassword(s string) (string, error) {
	s = norm.NFKC.String(strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Zs, r):
			return ' '
		case r == 0xAD || r >= 0x200B && r <= 0x200D || r == 0x2060 || r == 0xFEFF || r >= 0xFE00 && r <= 0xFE0F:
			return -1
		}
		return r
	}, s))
	switch {
	case strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || r == unicode.ReplacementChar }):
		return "", errors.New("the password holds a character that cannot be typed; use letters, digits, signs and spaces")
	case len([]rune(s)) < shortestPassword:
		return "", fmt.Errorf("the password is too short: a packet can be tried against millions of passwords a second, so use at least %d characters, better a sentence", shortestPassword)
	case len(s) > longestPassword:
		return "", fmt.Errorf("the password is too long: the format takes %d bytes", longestPassword)
	}
	return s, nil
}

// lockKey is the key of a file, and makes what the format wants to be random.
type lockKey [32]byte

// derive makes the key of a file from its password and its content. The rounds keep one who has the content from
// trying passwords faster than the format itself allows.
func derive(password string, content []byte) (lockKey, error) {
	sum := sha256.Sum256(content)
	k, err := pbkdf2.Key(sha256.New, password, sum[:], 100_000, 32)
	if err != nil {
		return lockKey{}, fmt.Errorf("make a key: %w", err)
	}
	return lockKey(k), nil
}

func (k lockKey) made(n int, purpose string, of ...[]byte) []byte {
	h := hmac.New(sha256.New, k[:])
	h.Write([]byte(purpose))
	for _, b := range of {
		_ = binary.Write(h, binary.BigEndian, uint64(len(b)))
		h.Write(b)
	}
	return h.Sum(nil)[:n]
}

// seal encrypts a string or stream of object n.
func (k lockKey) seal(n int, plain []byte) []byte {
	iv := k.made(aes.BlockSize, "iv", binary.BigEndian.AppendUint32(nil, uint32(n)), plain)
	pad := aes.BlockSize - len(plain)%aes.BlockSize
	out := make([]byte, 0, aes.BlockSize+len(plain)+pad)
	out = append(append(append(out, iv...), plain...), bytes.Repeat([]byte{byte(pad)}, pad)...)
	cipher.NewCBCEncrypter(k.block(), iv).CryptBlocks(out[aes.BlockSize:], out[aes.BlockSize:])
	return out
}

var errCipher = fmt.Errorf("%w: what is encrypted was changed", ErrDamaged)

// open decrypts what seal made of object n, and says whether it is that.
func (k lockKey) open(n int, sealed []byte) ([]byte, error) {
	if len(sealed) < 2*aes.BlockSize || len(sealed)%aes.BlockSize != 0 {
		return nil, errCipher
	}
	iv, out := sealed[:aes.BlockSize], bytes.Clone(sealed[aes.BlockSize:])
	cipher.NewCBCDecrypter(k.block(), iv).CryptBlocks(out, out)
	pad := int(out[len(out)-1])
	if pad < 1 || pad > aes.BlockSize {
		return nil, errCipher
	}
	out = out[:len(out)-pad]
	if subtle.ConstantTimeCompare(k.seal(n, out), sealed) != 1 {
		return nil, errCipher
	}
	return out, nil
}

func (k lockKey) block() cipher.Block {
	b, err := aes.NewCipher(k[:])
	if err != nil {
		panic(err) // the key has the right length by its type
	}
	return b
}

// dictionary is the entry of the trailer that tells a reader how the file is encrypted (ISO 32000-2, 7.6.4.4).
func (k lockKey) dictionary(password string) string {
	pw := []byte(password)
	salts := k.made(32, "salts")
	user := append(hardened(pw, salts[0:8], nil), salts[0:16]...)
	userKey := wrap(hardened(pw, salts[8:16], nil), k[:])
	owner := append(hardened(pw, salts[16:24], user), salts[16:32]...)
	ownerKey := wrap(hardened(pw, salts[24:32], user), k[:])
	const everything = -4
	perms := make([]byte, 16)
	binary.LittleEndian.PutUint64(perms, uint64(everything&0xFFFFFFFF)|0xFFFFFFFF<<32)
	copy(perms[8:], "Tadb")
	copy(perms[12:], k.made(4, "permissions"))
	k.block().Encrypt(perms, perms)
	return fmt.Sprintf("<</Filter /Standard /V 5 /R 6 /Length 256 /P %d /EncryptMetadata true /CF <</StdCF <</CFM /AESV3 /AuthEvent /DocOpen /Length 32>>>> /StmF /StdCF /StrF /StdCF"+
		" /O <%X> /U <%X> /OE <%X> /UE <%X> /Perms <%X>>>", everything, owner, user, ownerKey, userKey, perms)
}

var lockForm = regexp.MustCompile(`^<</Filter /Standard /V 5 /R 6 [^\n]* /U <([0-9A-F]{96})> /OE <[0-9A-F]{64}> /UE <([0-9A-F]{64})> /Perms <[0-9A-F]{32}>>>$`)

// keyIn takes the key out of a dictionary.
func keyIn(dictionary []byte, password string) (k lockKey, err error) {
	m := lockForm.FindSubmatch(dictionary)
	if m == nil {
		return k, fmt.Errorf("%w: how it is encrypted cannot be read", ErrDamaged)
	}
	user, wrapped := make([]byte, 48), make([]byte, 32)
	_, _ = hex.Decode(user, m[1])
	_, _ = hex.Decode(wrapped, m[2])
	pw := []byte(password)
	if subtle.ConstantTimeCompare(hardened(pw, user[32:40], nil), user[:32]) != 1 {
		return k, ErrPassword
	}
	b, err := aes.NewCipher(hardened(pw, user[40:48], nil))
	if err != nil {
		return k, err
	}
	cipher.NewCBCDecrypter(b, make([]byte, aes.BlockSize)).CryptBlocks(k[:], wrapped)
	return k, nil
}

// wrap encrypts the file's key under a key made from the password.
func wrap(under, key []byte) []byte {
	b, err := aes.NewCipher(under)
	if err != nil {
		panic(err) // hardened gives 32 bytes
	}
	out := make([]byte, len(key))
	cipher.NewCBCEncrypter(b, make([]byte, aes.BlockSize)).CryptBlocks(out, key)
	return out
}

// hardened is algorithm 2.B of ISO 32000-2, 7.6.4.3.4.
func hardened(password, salt, user []byte) []byte {
	first := sha256.Sum256(bytes.Join([][]byte{password, salt, user}, nil))
	k := first[:]
	last := 0
	for i := 0; i < 64 || last > i-32; i++ {
		e := bytes.Repeat(bytes.Join([][]byte{password, k, user}, nil), 64)
		b, err := aes.NewCipher(k[:16])
		if err != nil {
			panic(err) // of 16 bytes
		}
		cipher.NewCBCEncrypter(b, k[16:32]).CryptBlocks(e, e)
		rest := 0
		for _, c := range e[:16] { // the first 16 bytes as a number, modulo 3
			rest += int(c)
		}
		switch rest % 3 {
		case 0:
			sum := sha256.Sum256(e)
			k = sum[:]
		case 1:
			sum := sha512.Sum384(e)
			k = sum[:]
		default:
			sum := sha512.Sum512(e)
			k = sum[:]
		}
		last = int(e[len(e)-1])
	}
	return k[:32]
}
