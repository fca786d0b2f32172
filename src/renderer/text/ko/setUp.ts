/** Korean: a new shop's first person, PINs, and what is refused about goods and people. */

export const setUp = { title: '새 매장', hint: '아직 로그인할 수 있는 사람이 없습니다. 첫 사람은 관리자이며 다른 직원을 추가합니다.', name: '이름', begin: '시작' };

export const pins = { own: '내 PIN 변경', ownHint: '본인만 알면 됩니다.', present: '현재 PIN', next: '새 PIN', again: '새 PIN 한 번 더', least_other: '{{count}}자리 이상', differ: '두 번 입력한 값이 다릅니다. 처음부터 다시 하세요', on: '다음', change: '이 PIN으로 설정', changed: 'PIN이 변경되었습니다.' };

export const shopTrouble = {
  'goods-sku-taken': '번호 {{sku}}은(는) 이미 다른 상품이 씁니다. 변경하지 않았습니다. 다른 번호를 고르세요.',
  'goods-gone': '그 상품은 더 이상 목록에 없습니다. 변경하지 않았습니다. 목록을 다시 확인하세요.',
  'goods-barcode-taken': '그 바코드는 이미 {{name}}의 것입니다. 변경하지 않았습니다. 바코드를 확인하세요.',
  'goods-category-unknown': '그 분류는 더 이상 없습니다. 변경하지 않았습니다. 목록에서 고르세요.',
  'goods-category-in-use': '{{name}}에 상품 {{count}}개가 있습니다. 변경하지 않았습니다. 먼저 다른 분류로 옮기세요.',
  'goods-category-twice': '같은 분류가 둘 있습니다. 변경하지 않았습니다. 이름을 다르게 하세요.',
  'goods-too-many': '상품을 더 보관할 수 없습니다. 변경하지 않았습니다. 먼저 몇 개를 빼세요.',
  'goods-encoding': '파일이 UTF-8 텍스트가 아닙니다. 변경하지 않았습니다. ‘CSV UTF-8’로 저장해 다시 고르세요.',
  'pin-too-short': '이 역할의 PIN은 {{least}}자리 이상입니다. 변경하지 않았습니다. 더 긴 PIN을 고르세요.',
  'pin-too-easy': '누구나 가장 먼저 시도하는 PIN입니다. 변경하지 않았습니다. 다른 PIN을 고르세요.',
  'staff-name-taken': '같은 이름이 이미 목록에 있습니다. 변경하지 않았습니다. 구별되게 글자를 더하세요.',
  'staff-yourself': '자신의 역할은 뺄 수 없습니다. 변경하지 않았습니다. 다른 관리자가 할 수 있습니다.',
  'staff-last-manager': '유일한 관리자입니다. 변경하지 않았습니다. 먼저 다른 관리자를 정하세요.',
  'staff-too-many': '직원을 더 둘 수 없습니다. 변경하지 않았습니다. 퇴사한 직원을 먼저 빼세요.',
  'already-set-up': '이 단말기에는 이미 직원이 있습니다. 변경하지 않았습니다. 관리자가 로그인해 추가합니다.',
  'look-reason-needed': '누가 무엇을 보았는지도 개인정보이므로 열람은 사유와 함께 기록됩니다. 아무것도 표시하지 않았습니다. 열람 사유를 선택하세요.',
  'no-such-erasure': '그 번호로 삭제할 것이 없거나 아직 검색 중입니다. 아무것도 삭제하지 않았습니다. 목록을 다시 확인하세요.',
  'erasure-not-proved': '아직 파일을 검색할 수 없어 삭제가 증명되지 않았습니다. 그 사람은 장부에서 빠졌고 로그인할 수 없으며 돈에는 영향이 없습니다. 단말기가 자동으로 다시 시도합니다.',
};
